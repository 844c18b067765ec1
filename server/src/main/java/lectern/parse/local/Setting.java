package lectern.parse.local;

import lectern.document.Failure.Reason;

/// The limits an operator can raise, each with its key in the configuration, so that a message can
/// say which one it was.
public enum Setting {
  HEAP("parse.heapMegabytes"),
  PAGE_TIME("parse.pageTime"),
  FILE_TIME("parse.fileTime"),
  PAGES("parse.pages"),
  PAGE_CHARS("parse.pageChars"),
  DOCUMENT_CHARS("parse.documentChars");

  private final String key;

  Setting(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  /// @param what the first half of a sentence: what was over which limit
  public UnreadableFile tooLarge(String what) {
    return new UnreadableFile(Reason.TOO_LARGE, sentence(what));
  }

  /// Ends the sentence with how to raise the limit.
  String sentence(String what) {
    return "%s; the operator can raise it with %s.".formatted(what, key);
  }
}
