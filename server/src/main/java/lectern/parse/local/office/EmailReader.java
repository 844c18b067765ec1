package lectern.parse.local.office;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import lectern.document.Format;
import lectern.parse.PageSink;
import lectern.parse.local.FormatReader;
import lectern.parse.local.ReadLimits;
import org.apache.james.mime4j.MimeException;
import org.jsoup.Jsoup;

/// Reads an e-mail: who wrote to whom, when and about what; its text, from HTML when there is no
/// plain one; and the names of what is attached. Attachments are not opened.
public final class EmailReader implements FormatReader {

  @Override
  public void read(Path file, ReadLimits limits, int afterPage, PageSink pages) throws IOException {
    pages.opened(Format.EMAIL, OptionalInt.empty());
    var mail = new Mail(limits);
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
      mail.read(bytes);
    } catch (MimeException e) {
      throw new IOException(e);
    }
    var out = PageWriter.cutting(pages, afterPage, PageWriter.USUAL_CHARS);
    write(mail, out);
    out.breakPage();
  }

  private static void write(Mail mail, PageWriter out) throws IOException {
    out.heading(1, mail.subject());
    mail.head().forEach(line -> out.item(0, "-", line));
    if (mail.plain().isBlank()) {
      new HtmlBlocks(out).write(Jsoup.parse(mail.html()).body());
    } else {
      TextReader.write(new Lines(new StringReader(mail.plain())), out);
    }
    if (!mail.attachments().isEmpty()) {
      out.paragraph("Attachments (not read):");
      mail.attachments().forEach(name -> out.item(0, "-", name));
    }
  }
}
