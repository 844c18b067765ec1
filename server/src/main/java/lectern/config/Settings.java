package lectern.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What an operator has set, checked. Sizes are in bytes.
///
/// @param data where everything is kept that must not be lost
/// @param databaseUrl a PostgreSQL to use in place of the embedded one; holds a password
public record Settings(
    Path data,
    Optional<String> databaseUrl,
    long maxFileBytes,
    Parse parse,
    int embedWorkers,
    int documentsAtOnce,
    Ask ask) {

  /// Limits on local parsing.
  public record Parse(
      int workers,
      long workerMemoryBytes,
      Duration pageTimeout,
      Duration fileTimeout,
      int maxPages,
      int maxPageChars,
      int maxDocumentChars,
      String ocrLanguages) {}

  /// Limits on questions.
  public record Ask(int passages, int maxQuestionChars) {}

  /// The same with another data folder.
  public Settings withData(Path folder) {
    return new Settings(
        folder, databaseUrl, maxFileBytes, parse, embedWorkers, documentsAtOnce, ask);
  }

  /// Does not show the database's password.
  @Override
  public String toString() {
    return "Settings[data=%s, database=%s]"
        .formatted(data, databaseUrl.isPresent() ? "external" : "embedded");
  }
}
