package lectern.parse.local.office;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/// Makes the files that the tests read.
public final class OfficeFiles {
  private OfficeFiles() {}

  /// A Word document of one paragraph.
  public static Path docx(Path file, String text) throws IOException {
    try (var document = new XWPFDocument();
        OutputStream out = Files.newOutputStream(file)) {
      document.createParagraph().createRun().setText(text);
      document.write(out);
    }
    return file;
  }

  /// Behind a password, as Word, Excel and PowerPoint keep such files.
  public static Path locked(Path file, Path open) throws Exception {
    var info = new EncryptionInfo(EncryptionMode.agile);
    Encryptor encryptor = info.getEncryptor();
    encryptor.confirmPassword("secret");
    try (var container = new POIFSFileSystem();
        OutputStream out = Files.newOutputStream(file)) {
      try (OutputStream encrypted = encryptor.getDataStream(container)) {
        Files.copy(open, encrypted);
      }
      container.writeFilesystem(out);
    }
    return file;
  }

  /// A ZIP archive with these parts.
  public static Path zip(Path file, Map<String, String> parts) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  /// A Word document whose main part is this XML.
  public static Path rawDocx(Path file, String documentXml) throws IOException {
    return zip(file, Map.of("[Content_Types].xml", DOCX_TYPES, "word/document.xml", documentXml));
  }

  /// A small file that unfolds into a Word document of 200 million bytes.
  public static Path bomb(Path file) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
      zip.write(DOCX_TYPES.getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      zip.write("<document><body>".getBytes(StandardCharsets.UTF_8));
      byte[] spaces = " ".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 200; i++) {
        zip.write(spaces);
      }
      zip.write("</body></document>".getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  public static final String DOCX_TYPES =
      """
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
      <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-\
      officedocument.wordprocessingml.document.main+xml"/></Types>\
      """;
}
