package lectern.story;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import lectern.parse.local.office.OfficeFiles;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;

/// Files that nobody should send, as bytes.
final class BadFiles {
  private BadFiles() {}

  static byte[] zipBomb(Path folder) throws IOException {
    return Files.readAllBytes(OfficeFiles.bomb(folder.resolve("bomb.docx")));
  }

  static byte[] cutOff(Path folder) throws IOException {
    var whole = Files.readAllBytes(OfficeFiles.docx(folder.resolve("whole.docx"), "Some text."));
    return Arrays.copyOf(whole, whole.length / 2);
  }

  static byte[] pdf(Path folder) throws IOException {
    var file = folder.resolve("plain.pdf");
    FiftyFiles.pdf(file, List.of("The only page there is."));
    return Files.readAllBytes(file);
  }

  static byte[] lockedPdf(Path folder) throws IOException {
    try (var document = Loader.loadPDF(pdf(folder))) {
      document.protect(new StandardProtectionPolicy("owner", "secret", new AccessPermission()));
      return bytes(document);
    }
  }

  static byte[] pdfOfABillionPages(Path folder) throws IOException {
    try (var document = Loader.loadPDF(pdf(folder))) {
      document.getPages().getCOSObject().setInt(COSName.COUNT, 1_000_000_000);
      return bytes(document);
    }
  }

  private static byte[] bytes(PDDocument document) throws IOException {
    var bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }

  static byte[] png() throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }

  static byte[] noise() {
    var bytes = new byte[4096];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  /// A stream that never ends, and counts what was taken from it.
  static final class Endless extends InputStream {
    long taken;

    @Override
    public int read() {
      taken++;
      return 'x';
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      Arrays.fill(bytes, offset, offset + length, (byte) 'x');
      taken += length;
      return length;
    }
  }
}
