package lectern.cli;

/// What a command ends with. The numbers are documented in `docs/cli.md` and never change.
enum ExitCode {
  /// All went well.
  OK(0),
  /// The command ran; a file failed, or a question has no answer in the documents.
  INCOMPLETE(1),
  /// The command, a setting or a question is wrong; nothing was done.
  WRONG_USE(2),
  /// Lectern cannot run here: the database, the index, the data folder or the disk; or a provider
  /// cannot be used that nobody can take the place of.
  UNAVAILABLE(3),
  /// Our own mistake.
  BROKEN(70),
  /// Ended by Ctrl-C or a signal: 128 + SIGINT, as shells count.
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
