package lectern.parse.local.office;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lectern.parse.local.ReadLimits;
import lectern.parse.local.Setting;

/// The texts of a workbook, which its cells refer to by number. They are held in memory, so they
/// count against the document's characters.
final class SharedTexts {
  private final List<String> texts = new ArrayList<>();

  private SharedTexts() {}

  static SharedTexts of(ZipParts parts, String part, ReadLimits limits) throws IOException {
    var shared = new SharedTexts();
    long chars = 0;
    try (Xml xml = parts.xml(part)) {
      while (xml.nextChild()) {
        String text = rich(xml);
        chars += text.length();
        if (chars > limits.documentChars()) {
          throw Setting.DOCUMENT_CHARS.tooLarge(
              "The file has more than %,d characters of text, the limit for one document"
                  .formatted(limits.documentChars()));
        }
        shared.texts.add(text);
      }
    }
    return shared;
  }

  /// @param number as a cell writes it
  String text(String number) {
    int index = number.matches("\\d{1,9}") ? Integer.parseInt(number) : texts.size();
    return index < texts.size() ? texts.get(index) : "";
  }

  /// A text that may be in several runs, without the notes on its pronunciation.
  static String rich(Xml xml) throws IOException {
    var text = new StringBuilder();
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "t" -> text.append(xml.text());
        case "r" -> text.append(rich(xml));
        default -> xml.skip();
      }
    }
    return text.toString();
  }
}
