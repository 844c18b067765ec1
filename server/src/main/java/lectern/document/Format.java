package lectern.document;

/// The kinds of file Lectern reads, told by content and not by name.
public enum Format {
  PDF("application/pdf"),
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  HTML("text/html"),
  EPUB("application/epub+zip"),
  MARKDOWN("text/markdown"),
  CSV("text/csv"),
  TEXT("text/plain"),
  EMAIL("message/rfc822");

  private final String mediaType;

  Format(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }
}
