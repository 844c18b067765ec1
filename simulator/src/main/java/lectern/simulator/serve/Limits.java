package lectern.simulator.serve;

/// What is the most that a client may send. Ours, where no vendor's is cited: they keep a mistake
/// in a test from filling memory or disk.
final class Limits {
  /// Far above any prompt: a batch line or a picture in base64 fits.
  static final long JSON_BYTES = 64L << 20;

  /// OpenAI takes files up to 512 MB (API reference, "Upload file").
  static final long UPLOAD_BYTES = 512L << 20;

  /// LlamaParse's first version has 113 fields.
  static final int PARTS = 1_000;

  /// Of one field of a form that is no file.
  static final int PART_TEXT_BYTES = 1 << 20;

  /// "Keep total request headers below 64 KiB" (OpenAI's documentation).
  static final int HEADER_BYTES = 64 << 10;

  /// More connections wait until one is closed.
  static final int CONNECTIONS = 4_096;

  /// Of a body that is too large, so much is read and forgotten, so that the client comes to read
  /// the answer; then the connection is closed under it.
  static final long FORGOTTEN_BYTES = 1L << 30;

  private Limits() {}
}
