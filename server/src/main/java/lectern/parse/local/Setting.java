package lectern.parse.local;

import lectern.document.Failure.Reason;

/// The limits an operator can raise, each with its key in the configuration, so that a message can
/// say which one it was.
public enum Setting {
  HEAP("parse.worker_memory"),
  PAGE_TIME("parse.page_timeout"),
  FILE_TIME("parse.file_timeout"),
  PAGES("parse.max_pages"),
  PAGE_CHARS("parse.max_page_chars"),
  DOCUMENT_CHARS("parse.max_document_chars");

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
