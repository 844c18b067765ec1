package lectern.store;

/// What Lectern keeps things in cannot be used. The message is one line for the operator: what is
/// wrong, where, and how to mend it. It never holds a password.
public final class StoreUnavailable extends RuntimeException {

  StoreUnavailable(String message) {
    super(message);
  }

  StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
