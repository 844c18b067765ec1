package lectern.gateway.openai;

/// A whole answer as the provider sent it: a JSON object, to be passed on unaltered.
public final class WholeReply {
  private final byte[] json;

  public WholeReply(byte[] json) {
    this.json = json;
  }

  /// Not to be changed: others may read it, too.
  public byte[] json() {
    return json;
  }
}
