package lectern.access;

import java.util.Optional;

/// Browsers that signed in.
public final class Sessions {

  /// The caller whose browser holds this cookie; empty when the session or its key is gone.
  public Optional<Caller> caller(Secret cookie) {
    return Optional.empty();
  }
}
