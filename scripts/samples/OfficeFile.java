package samples;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Date;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ooxml.POIXMLDocument;
import org.apache.poi.ooxml.POIXMLProperties.CoreProperties;

/// Turns an Office document into bytes which are the same on every run.
final class OfficeFile {
  private OfficeFile() {}

  /// Names the document, fixes its dates, writes it, and packs it again with fixed entry times.
  static byte[] bytes(POIXMLDocument document, String title) throws IOException {
    Optional<Date> madeOn = Optional.of(Facts.madeOn().getTime());
    CoreProperties properties = document.getProperties().getCoreProperties();
    properties.setTitle(title);
    properties.setCreator(Facts.COMPANY);
    properties.setCreated(madeOn);
    properties.setModified(madeOn);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.write(bytes);
    return packedAgain(bytes.toByteArray());
  }

  private static byte[] packedAgain(byte[] zip) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        ZipEntry again = new ZipEntry(entry.getName());
        again.setTimeLocal(Facts.MADE_ON.atStartOfDay());
        out.putNextEntry(again);
        in.transferTo(out);
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
