package lectern.parse.local;

import lectern.document.Failure.Reason;

/// Says that a file is of a kind that is not read, and what it really is when its name says
/// otherwise.
final class Refusal {
  static final String WHAT_IS_READ =
      "PDF, DOCX, PPTX, XLSX, HTML, EPUB, Markdown, CSV, plain text and e-mail (.eml)";

  /// Enough to know one's file again.
  private static final int MAX_NAME_CHARS = 100;

  private Refusal() {}

  /// @param kind what the file is, with its article
  /// @param advice the second half of the sentence: what its reader can do
  static UnreadableFile of(String name, String kind, String advice) {
    return new UnreadableFile(
        Reason.UNSUPPORTED, "This is %s%s; %s".formatted(kind, named(name), advice));
  }

  private static String named(String name) {
    String shown = name.replaceAll("\\p{Cntrl}", "").strip();
    int slash = Math.max(shown.lastIndexOf('/'), shown.lastIndexOf('\\'));
    int dot = shown.lastIndexOf('.');
    if (dot > slash && dot < shown.length() - 1 && shown.length() - dot <= MAX_NAME_CHARS) {
      return " named " + shown.substring(dot);
    }
    return "";
  }
}
