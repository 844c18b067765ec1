package lectern.gateway;

/// Records of attempts for tests of what makes them.
public final class AttemptRecords {
  private AttemptRecords() {}

  public static AttemptRecord begun(Time time) {
    return new AttemptRecord(new Target("provider", "model"), time, time.nanos());
  }
}
