package samples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// A letter that went through a scanner: set as a PDF first, then made a grey picture which is a
/// little crooked, unevenly lit and speckled. The file has no text layer.
final class ScannedLetter {
  private static final float LEFT = 78;
  private static final float WIDTH = Canvas.WIDTH - 2 * LEFT;

  /// What office scanners call "standard"; Tesseract still reads it.
  private static final int DPI = 170;

  private static final double TILT_DEGREES = 0.7;
  private static final float JPEG_QUALITY = 0.42f;
  private static final long NOISE_SEED = 1987;
  private static final int SPECKS = 90;

  private static final Ink BODY = new Ink(Face.SERIF, 11.6f, 16.4f, Color.BLACK);
  private static final Ink SMALL = new Ink(Face.SANS, 8.6f, 11, Color.DARK_GRAY);

  private static final List<String> PARAGRAPHS =
      List.of(
          "Dear Ms Callowmoor,",
          "Thank you for your offer of 4 December 2025. We hereby order **twelve pumps of the type"
              + " Brook 125** for our pumping station at Lower Fenning, at a total price of"
              + " **£186,400,** delivery included.",
          "The pumps must reach the station by 29 May 2026, because the station stands still for"
              + " rebuilding only until the end of June. Please announce each lorry two working"
              + " days ahead to our site manager, Mr Jory Pellanmere, on 01632 960 377.",
          "We pay one third on receipt of your confirmation, one third on delivery and the rest"
              + " after thirty days of service without fault. We also accept your offer to train"
              + " four of our fitters at your works free of charge.",
          "Please confirm this order in writing by 23 January 2026.");

  private ScannedLetter() {}

  static byte[] bytes() throws IOException {
    BufferedImage paper = rendered(typed());
    byte[] jpeg = jpeg(scanned(paper));
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      PDImageXObject picture = JPEGFactory.createFromByteArray(document, jpeg);
      try (PDPageContentStream stream = new PDPageContentStream(document, page)) {
        stream.drawImage(picture, 0, 0, Canvas.WIDTH, Canvas.HEIGHT);
      }
      return PdfFile.bytes(document, "Scan 2026-01-12", "Front office");
    }
  }

  private static byte[] typed() throws IOException {
    try (PDDocument document = new PDDocument()) {
      Fonts fonts = new Fonts(document);
      try (Canvas canvas = new Canvas(document, fonts)) {
        letterhead(canvas);
        Galley galley = new Galley(fonts, WIDTH);
        galley.prose("Our order CWB-5531: pumps for Lower Fenning", BODY.bold(), Alignment.LEFT, 0);
        for (String paragraph : PARAGRAPHS) {
          galley.prose(paragraph, BODY, Alignment.LEFT, 11);
        }
        galley.prose("Yours sincerely", BODY, Alignment.LEFT, 16);
        List<Strip> letter = galley.columns(Canvas.HEIGHT).getFirst();
        signature(canvas, Galley.draw(letter, canvas, new Spot(LEFT, 306)));
        stamp(canvas);
      }
      return PdfFile.bytes(document, "Letter", Facts.CUSTOMER);
    }
  }

  private static void letterhead(Canvas canvas) throws IOException {
    Ink name = new Ink(Face.SERIF_BOLD, 20, 24, Color.BLACK);
    canvas.label(Facts.CUSTOMER, name, Alignment.LEFT, new Spot(LEFT, 84));
    String office = "7 Reservoir Terrace, Corrish ZZ5 2LD  ·  office@corrish-water.example";
    canvas.label(office, SMALL, Alignment.LEFT, new Spot(LEFT, 101));
    canvas.rule(Color.BLACK, 1, new Spot(LEFT, 110), new Spot(LEFT + WIDTH, 110));
    float y = 148;
    String[] recipient = {
      Facts.COMPANY,
      "Ms " + Facts.OPERATIONS_DIRECTOR,
      "Millrace Yard, 14 Sluice Road",
      "Ostleford ZZ9 4QP"
    };
    for (String line : recipient) {
      canvas.label(line, BODY, Alignment.LEFT, new Spot(LEFT, y));
      y += BODY.leading();
    }
    canvas.label("9 January 2026", BODY, Alignment.RIGHT, new Spot(LEFT + WIDTH, 256));
  }

  private static void signature(Canvas canvas, float y) throws IOException {
    canvas.pen(
        Color.DARK_GRAY,
        1.5f,
        new Spot(LEFT + 4, y + 46),
        new Spot(LEFT + 16, y - 4),
        new Spot(LEFT + 36, y + 8),
        new Spot(LEFT + 22, y + 40),
        new Spot(LEFT + 40, y + 12),
        new Spot(LEFT + 54, y + 60),
        new Spot(LEFT + 70, y + 26),
        new Spot(LEFT + 90, y + 6),
        new Spot(LEFT + 84, y + 56),
        new Spot(LEFT + 128, y + 24));
    canvas.label("Wenna Trescoll", BODY, Alignment.LEFT, new Spot(LEFT, y + 74));
    canvas.label("Head of Engineering", BODY, Alignment.LEFT, new Spot(LEFT, y + 90));
  }

  private static void stamp(Canvas canvas) throws IOException {
    Color pale = new Color(0x6A6A6A);
    Spot corner = new Spot(388, 134);
    canvas.turned(6, corner);
    canvas.frame(pale, corner, 112, 46);
    Ink ink = new Ink(Face.SANS_BOLD, 12, 14, pale);
    canvas.label("RECEIVED", ink, Alignment.CENTRE, corner.right(56).down(20));
    canvas.label("12 JAN 2026", ink, Alignment.CENTRE, corner.right(56).down(37));
    canvas.straight();
  }

  private static BufferedImage rendered(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFRenderer(document).renderImageWithDPI(0, DPI, ImageType.GRAY);
    }
  }

  private static BufferedImage scanned(BufferedImage paper) {
    BufferedImage scan =
        new BufferedImage(paper.getWidth(), paper.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = scan.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setColor(new Color(0xF4F4F4));
    graphics.fillRect(0, 0, scan.getWidth(), scan.getHeight());
    graphics.rotate(Math.toRadians(TILT_DEGREES), scan.getWidth() / 2.0, scan.getHeight() / 2.0);
    graphics.drawImage(paper, 0, 0, null);
    graphics.dispose();
    age(scan);
    return scan;
  }

  /// Darkens the paper towards its lower right corner, adds the grain of the sensor and the dust on
  /// the glass.
  private static void age(BufferedImage scan) {
    Random random = new Random(NOISE_SEED);
    WritableRaster raster = scan.getRaster();
    double reach = scan.getWidth() + scan.getHeight();
    for (int y = 0; y < scan.getHeight(); y++) {
      for (int x = 0; x < scan.getWidth(); x++) {
        double shade = 6 + 16 * (x + y) / reach;
        double grain = random.nextGaussian() * 2.2;
        int ink = (int) (raster.getSample(x, y, 0) * 0.9 + 24 - shade + grain);
        raster.setSample(x, y, 0, Math.clamp(ink, 0, 255));
      }
    }
    for (int i = 0; i < SPECKS; i++) {
      int x = random.nextInt(scan.getWidth() - 2);
      int y = random.nextInt(scan.getHeight() - 2);
      raster.setSample(x, y, 0, 90 + random.nextInt(70));
      raster.setSample(x + 1, y, 0, 120 + random.nextInt(70));
    }
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    how.setCompressionQuality(JPEG_QUALITY);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
