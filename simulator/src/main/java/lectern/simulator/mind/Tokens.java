package lectern.simulator.mind;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/// Counts and cuts tokens with the real encodings. Immutable.
public enum Tokens {
  /// GPT-4o and everything later.
  O200K_BASE(EncodingType.O200K_BASE),
  /// The embedding models, and GPT-4 before GPT-4o.
  CL100K_BASE(EncodingType.CL100K_BASE);

  @SuppressWarnings(
      "ImmutableEnumChecker") // jtokkit: "encodings are thread-safe"; it has no setter
  private final Encoding encoding;

  Tokens(EncodingType type) {
    this.encoding = Encodings.newLazyEncodingRegistry().getEncoding(type);
  }

  /// How many tokens the text is.
  public int count(String text) {
    return encoding.countTokensOrdinary(text);
  }

  /// The text with its tokens, encoded once. Half a surrogate pair becomes a question mark.
  public Written write(String text) {
    var whole = Written.wellFormed(text);
    return new Written(encoding, whole, encoding.encodeOrdinary(whole));
  }
}
