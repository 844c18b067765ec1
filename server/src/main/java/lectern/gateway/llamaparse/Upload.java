package lectern.gateway.llamaparse;

import java.nio.file.Path;
import java.util.Optional;

/// A file to be parsed.
///
/// @param intent names this wish, unlike any other: a job whose create reply was lost is found by
///   it
/// @param extension of the file's name, by which LlamaParse tells its kind: `pdf`; the name itself
///   stays here
/// @param webhook where to tell that it is done
public record Upload(
    String intent,
    Path file,
    String extension,
    Recipe recipe,
    Cache cache,
    Optional<Webhook> webhook) {

  /// What LlamaParse may do with its own cache, in which failures have been seen, too.
  public enum Cache {
    USED,
    PASSED_BY
  }

  /// Where to tell.
  ///
  /// @param secret with which the news are to be signed
  public record Webhook(String url, String secret) {
    @Override
    public String toString() {
      return "Webhook[…]";
    }
  }
}
