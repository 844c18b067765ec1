package lectern.gateway.wire;

import java.util.Map;
import java.util.Optional;

/// Errors for tests of what they mean.
public final class ErrorReplies {
  private ErrorReplies() {}

  public static ErrorReply of(int status, String body) {
    return of(status, Map.of(), body);
  }

  public static ErrorReply of(int status, Map<String, String> headers, String body) {
    return new ErrorReply(status, name -> Optional.ofNullable(headers.get(name)), body);
  }
}
