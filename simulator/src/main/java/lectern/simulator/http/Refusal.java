package lectern.simulator.http;

/// A request that is turned down, with the reply that says so in the vendor's words. Nothing is
/// billed.
public final class Refusal extends RuntimeException {
  private final transient Reply.Whole reply;

  /// @param reply an error in the vendor's shape
  public Refusal(Reply.Whole reply) {
    super(reply.status() + " " + reply.body(), null, false, false);
    this.reply = reply;
  }

  /// What to answer.
  public Reply.Whole reply() {
    return reply;
  }
}
