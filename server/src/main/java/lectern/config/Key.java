package lectern.config;

import java.util.Locale;

/// Everything that can be set. Each key may stand in `lectern.yaml` or, as `LECTERN_…`, in the
/// environment, which wins. A test holds `docs/configuration.md` to this table.
public enum Key {
  DATA("data", Kind.PATH, "./data"),
  INGEST_MAX_FILE("ingest.max_file", Kind.SIZE, "1GB"),
  PARSE_WORKERS("parse.workers", Kind.COUNT, "cores"),
  PARSE_WORKER_MEMORY("parse.worker_memory", Kind.SIZE, "512MB"),
  PARSE_PAGE_TIMEOUT("parse.page_timeout", Kind.DURATION, "60s"),
  PARSE_FILE_TIMEOUT("parse.file_timeout", Kind.DURATION, "30m"),
  PARSE_MAX_PAGES("parse.max_pages", Kind.COUNT, "20000"),
  PARSE_MAX_PAGE_CHARS("parse.max_page_chars", Kind.COUNT, "1000000"),
  PARSE_MAX_DOCUMENT_CHARS("parse.max_document_chars", Kind.COUNT, "200000000"),
  PARSE_OCR_LANGUAGES("parse.ocr_languages", Kind.TEXT, "eng"),
  PARSE_WEBHOOK_URL("parse.webhook_url", Kind.HTTPS, "none"),
  EMBED_WORKERS("embed.workers", Kind.COUNT, "cores"),
  PIPELINE_DOCUMENTS_AT_ONCE("pipeline.documents_at_once", Kind.COUNT, "4"),
  ASK_PASSAGES("ask.passages", Kind.COUNT, "12"),
  ASK_MAX_QUESTION_CHARS("ask.max_question_chars", Kind.COUNT, "8000"),
  GATEWAY_MAX_BODY("gateway.max_body", Kind.SIZE, "32MB"),
  GATEWAY_MAX_CALLS("gateway.max_calls", Kind.COUNT, "1024"),
  GATEWAY_MAX_BODIES("gateway.max_bodies", Kind.SIZE, "128MB"),
  GATEWAY_KEPT_CALLS("gateway.kept_calls", Kind.COUNT, "2000"),
  GATEWAY_CACHE_SIZE("gateway.cache_size", Kind.SIZE, "32MB"),
  GATEWAY_CACHE_AGE("gateway.cache_age", Kind.DURATION, "24h"),
  SERVER_HOST("server.host", Kind.TEXT, "127.0.0.1"),
  SERVER_PORT("server.port", Kind.PORT, "8080"),
  SERVER_MAX_BODY("server.max_body", Kind.SIZE, "1MB"),
  SERVER_MAX_UPLOAD("server.max_upload", Kind.SIZE, "5GB"),
  SERVER_MAX_CONNECTIONS("server.max_connections", Kind.COUNT, "4096"),
  SERVER_MAX_STREAMS("server.max_streams", Kind.COUNT, "2500"),
  SERVER_HEADER_TIMEOUT("server.header_timeout", Kind.DURATION, "10s"),
  SERVER_BODY_TIMEOUT("server.body_timeout", Kind.DURATION, "30s"),
  SERVER_IDLE_TIMEOUT("server.idle_timeout", Kind.DURATION, "60s"),
  SERVER_GRACE("server.grace", Kind.DURATION, "10s"),
  SERVER_TLS_CERTIFICATE("server.tls_certificate", Kind.FILE, "none"),
  SERVER_TLS_KEY("server.tls_key", Kind.FILE, "none"),
  SERVER_ACCESS_LOG("server.access_log", Kind.SWITCH, "on"),
  SERVER_REQUESTS_PER_MINUTE("server.requests_per_minute", Kind.COUNT, "6000"),
  SERVER_UPLOADS_PER_MINUTE("server.uploads_per_minute", Kind.COUNT, "600");

  /// How a value is written.
  enum Kind {
    PATH("a folder"),
    SIZE("a size such as 512MB or 2GB"),
    DURATION("a duration such as 30s, 10m or 1h"),
    COUNT("a whole number of at least 1"),
    PORT("a port from 0 to 65535; 0 takes a free one"),
    FILE("a file, or none"),
    HTTPS("an address that begins with https://, or none"),
    SWITCH("on or off"),
    TEXT("some text");

    private final String meaning;

    Kind(String meaning) {
      this.meaning = meaning;
    }

    String meaning() {
      return meaning;
    }
  }

  private final String path;
  private final Kind kind;
  private final String preset;

  Key(String path, Kind kind, String preset) {
    this.path = path;
    this.kind = kind;
    this.preset = preset;
  }

  /// The key as it stands in `lectern.yaml`, its levels joined by dots.
  public String path() {
    return path;
  }

  Kind kind() {
    return kind;
  }

  /// The value when nothing is set, as it would be written; `cores` is the machine's number of
  /// cores.
  public String preset() {
    return preset;
  }

  /// The environment variable of the same meaning.
  public String variable() {
    return "LECTERN_" + path.toUpperCase(Locale.ROOT).replace('.', '_');
  }
}
