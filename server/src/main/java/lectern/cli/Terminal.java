package lectern.cli;

/// Text from documents, made safe to print: a document must not move the cursor or colour the
/// screen.
final class Terminal {
  private Terminal() {}

  /// Without control and invisible format characters; line ends stay.
  static String safe(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}&&[^\\n]]", " ");
  }

  /// The same on one line.
  static String oneLine(String text) {
    return safe(text).replaceAll("\\s+", " ").strip();
  }
}
