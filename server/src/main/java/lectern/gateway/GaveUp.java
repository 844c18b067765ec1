package lectern.gateway;

import java.io.Serial;

/// A call failed, and its caller could only give up. Who can put it right says {@link
/// CallError#mender()}.
public final class GaveUp extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient CallError error;
  private final transient Account account;

  public GaveUp(CallError error, Account account) {
    super(error.message());
    this.error = error;
    this.account = account;
  }

  public CallError error() {
    return error;
  }

  public Account account() {
    return account;
  }
}
