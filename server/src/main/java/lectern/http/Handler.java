package lectern.http;

import java.io.IOException;

/// Answers one kind of request.
@FunctionalInterface
public interface Handler {

  /// Answers a request whose caller is allowed to make it.
  ///
  /// @throws Problem when it cannot be done as asked; the caller is told why
  /// @throws IOException when the request's body breaks off
  Reply answer(Call call) throws IOException, InterruptedException;
}
