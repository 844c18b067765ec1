package lectern.simulator.mind;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.util.List;
import java.util.Optional;

/// Counts and cuts tokens with the real encodings. Immutable.
public enum Tokens {
  /// GPT-4o and everything later.
  O200K_BASE(EncodingType.O200K_BASE, 199_998),
  /// The embedding models, and GPT-4 before GPT-4o.
  CL100K_BASE(EncodingType.CL100K_BASE, 100_256);

  @SuppressWarnings(
      "ImmutableEnumChecker") // jtokkit: "encodings are thread-safe"; it has no setter
  private final Encoding encoding;

  private final int ordinary;

  /// @param ordinary how many tokens stand for text: those from 0 to before this, as the files
  ///   `cl100k_base.tiktoken` and `o200k_base.tiktoken` have them
  Tokens(EncodingType type, int ordinary) {
    this.ordinary = ordinary;
    this.encoding = Encodings.newLazyEncodingRegistry().getEncoding(type);
  }

  /// The text that these tokens stand for; empty if one of them stands for no text.
  public Optional<String> read(List<Integer> tokens) {
    var row = new IntArrayList(tokens.size());
    for (var token : tokens) {
      if (token < 0 || token >= ordinary) {
        return Optional.empty();
      }
      row.add(token);
    }
    return Optional.of(encoding.decode(row));
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
