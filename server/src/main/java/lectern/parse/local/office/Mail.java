package lectern.parse.local.office;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lectern.parse.local.ReadLimits;
import lectern.parse.local.Setting;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.field.LenientFieldParser;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.message.MaximalBodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/// One e-mail, taken apart part by part; attached files are passed over without being kept.
final class Mail {
  private static final List<String> SHOWN = List.of("from", "to", "cc", "date");

  private final ReadLimits limits;
  private final List<String> head = new ArrayList<>();
  private final List<String> attachments = new ArrayList<>();
  private final StringBuilder plain = new StringBuilder();
  private final StringBuilder html = new StringBuilder();
  private String subject = "";

  /// 1 inside the mail itself, more inside mails attached to it.
  private int depth;

  Mail(ReadLimits limits) {
    this.limits = limits;
  }

  String subject() {
    return subject;
  }

  /// Sender, receivers and date, each with its name.
  List<String> head() {
    return head;
  }

  String plain() {
    return plain.toString();
  }

  String html() {
    return html.toString();
  }

  /// The names of what is attached.
  List<String> attachments() {
    return attachments;
  }

  void read(InputStream bytes) throws IOException, MimeException {
    var tokens =
        new MimeTokenStream(
            MimeConfig.PERMISSIVE,
            new DefaultBodyDescriptorBuilder(
                null, LenientFieldParser.getParser(), DecodeMonitor.SILENT));
    tokens.parse(bytes);
    EntityState state = tokens.getState();
    boolean inPart = false;
    while (state != EntityState.T_END_OF_STREAM) {
      switch (state) {
        case T_START_MESSAGE -> depth++;
        case T_END_MESSAGE -> depth--;
        case T_START_BODYPART -> inPart = true;
        case T_END_HEADER -> inPart = false;
        case T_FIELD -> field(tokens.getField(), inPart);
        case T_BODY -> body(tokens);
        default -> {
          // What surrounds the parts says nothing to a reader.
        }
      }
      state = tokens.next();
    }
  }

  private void field(Field field, boolean inPart) {
    String name = field.getName();
    boolean isSubject = name.equalsIgnoreCase("Subject");
    if (inPart || depth > 2) {
      return;
    }
    if (isSubject && depth == 2) {
      attachments.add(decoded(field) + " (a message)");
    } else if (isSubject) {
      subject = decoded(field);
    } else if (depth == 1 && SHOWN.contains(field.getNameLowerCase())) {
      head.add(name + ": " + decoded(field));
    }
  }

  private void body(MimeTokenStream tokens) throws IOException {
    if (depth != 1 || !(tokens.getBodyDescriptor() instanceof MaximalBodyDescriptor part)) {
      return;
    }
    Optional<String> name =
        Optional.ofNullable(part.getContentDispositionFilename())
            .or(() -> Optional.ofNullable(part.getContentTypeParameters().get("name")));
    boolean isAttached = "attachment".equalsIgnoreCase(part.getContentDispositionType());
    if (isAttached || name.isPresent() || !part.getMediaType().equalsIgnoreCase("text")) {
      name.map(text -> DecoderUtil.decodeEncodedWords(text, DecodeMonitor.SILENT))
          .ifPresent(attachments::add);
    } else if (part.getSubType().equalsIgnoreCase("html")) {
      html.append(text(tokens, part.getCharset())).append('\n');
    } else {
      plain.append(text(tokens, part.getCharset())).append("\n\n");
    }
  }

  private String text(MimeTokenStream tokens, String charset) throws IOException {
    int max = (int) Math.min(limits.documentChars(), Integer.MAX_VALUE - 16);
    byte[] bytes;
    try (InputStream in = tokens.getDecodedInputStream()) {
      bytes = in.readNBytes(max);
      if (bytes.length == max && in.read() >= 0) {
        throw Setting.DOCUMENT_CHARS.tooLarge(
            "The mail has more than %,d characters of text, the limit for one document"
                .formatted(max));
      }
    }
    try {
      boolean isVague = charset.equalsIgnoreCase("us-ascii");
      return isVague ? TextFile.decode(bytes) : new String(bytes, Charset.forName(charset));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return TextFile.decode(bytes);
    }
  }

  /// The field's text in one line, with its encoded words made readable.
  private static String decoded(Field field) {
    String line = field.getBody().replaceAll("\\s+", " ").strip();
    return DecoderUtil.decodeEncodedWords(line, DecodeMonitor.SILENT);
  }
}
