package lectern.document;

/// Why a document did not become ready, in words a reader understands.
///
/// @param reason the kind, stable for programs
/// @param message one sentence for people: what is wrong and how to mend it
public record Failure(Reason reason, String message) {

  /// Who can put it right.
  public enum Mender {
    READER,
    OPERATOR,
    DEVELOPER
  }

  /// The kinds of failure, each with who can put it right.
  public enum Reason {
    /// The file has no bytes.
    EMPTY(Mender.READER),
    /// The file, or what it unfolds into, is over a limit that the operator can raise.
    TOO_LARGE(Mender.OPERATOR),
    /// A kind of file that Lectern does not read.
    UNSUPPORTED(Mender.READER),
    /// Opens only with a password.
    LOCKED(Mender.READER),
    /// The bytes are not what they claim to be.
    DAMAGED(Mender.READER),
    /// All pages are pictures and no text recognition is installed.
    ONLY_PICTURES(Mender.OPERATOR),
    /// The file was read, and there is no text in it.
    NO_TEXT(Mender.READER),
    /// Reading took longer than the limit.
    TOO_SLOW(Mender.OPERATOR),
    /// Reading took more memory than the limit.
    TOO_MUCH_MEMORY(Mender.OPERATOR),
    /// The stored original is missing or altered.
    LOST(Mender.OPERATOR),
    /// The bytes could not be read, or not be written: a full disk, a file withdrawn half-way.
    NOT_STORED(Mender.OPERATOR),
    /// Our own mistake.
    BROKEN(Mender.DEVELOPER);

    private final Mender mender;

    Reason(Mender mender) {
      this.mender = mender;
    }

    public Mender mender() {
      return mender;
    }
  }
}
