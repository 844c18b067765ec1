package lectern.gateway;

/// Hears what the gateway does. Called by the thread that does it, so it must be quick and must not
/// throw.
public interface CallListener {

  /// A call begins.
  default void began(CallRecord call) {}

  /// An attempt is over; what is decided about it is not known yet.
  void attempted(Request request, AttemptRecord attempt);

  /// A call is over.
  void ended(CallRecord call);

  /// Hears nothing.
  CallListener NOBODY =
      new CallListener() {
        @Override
        public void attempted(Request request, AttemptRecord attempt) {}

        @Override
        public void ended(CallRecord call) {}
      };

  /// Tells two.
  static CallListener both(CallListener one, CallListener other) {
    return new CallListener() {
      @Override
      public void began(CallRecord call) {
        one.began(call);
        other.began(call);
      }

      @Override
      public void attempted(Request request, AttemptRecord attempt) {
        one.attempted(request, attempt);
        other.attempted(request, attempt);
      }

      @Override
      public void ended(CallRecord call) {
        one.ended(call);
        other.ended(call);
      }
    };
  }
}
