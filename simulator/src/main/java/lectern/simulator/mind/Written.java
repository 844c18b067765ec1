package lectern.simulator.mind;

import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.IntArrayList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A text and the tokens it is made of. A token may be half a character, so a text that is cut
/// after so many tokens ends with the last whole character, and still counts all of them.
public final class Written {
  private final Encoding encoding;
  private final String text;
  private final IntArrayList ids;

  Written(Encoding encoding, String text, IntArrayList ids) {
    this.encoding = encoding;
    this.text = text;
    this.ids = ids;
  }

  static String wellFormed(String text) {
    return text.chars().anyMatch(c -> Character.isSurrogate((char) c))
        ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
        : text;
  }

  /// What is written.
  public String text() {
    return text;
  }

  /// How many tokens it is.
  public int tokens() {
    return ids.size();
  }

  /// The number of the token at that place, from 0.
  public int token(int place) {
    return ids.get(place);
  }

  /// The first so many tokens of it, or all.
  public Written first(int count) {
    if (count >= ids.size()) {
      return this;
    }
    var kept = new IntArrayList(count);
    for (var i = 0; i < count; i++) {
      kept.add(ids.get(i));
    }
    var bytes = encoding.decodeBytes(kept);
    var whole = Arrays.copyOf(bytes, wholeCharacters(bytes));
    return new Written(encoding, new String(whole, StandardCharsets.UTF_8), kept);
  }

  /// The text token by token; tokens that are parts of one character come together. All pieces, one
  /// after the other, are the text.
  public List<String> pieces() {
    var pieces = new ArrayList<String>(ids.size());
    var single = new IntArrayList(1);
    var pending = new byte[0];
    for (var i = 0; i < ids.size(); i++) {
      single.clear();
      single.add(ids.get(i));
      pending = joined(pending, encoding.decodeBytes(single));
      var whole = wholeCharacters(pending);
      if (whole > 0) {
        pieces.add(new String(pending, 0, whole, StandardCharsets.UTF_8));
        pending = Arrays.copyOfRange(pending, whole, pending.length);
      }
    }
    return pieces;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    if (one.length == 0) {
      return other;
    }
    var both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /// How many of the bytes are whole characters of UTF-8, when they begin with one.
  private static int wholeCharacters(byte[] bytes) {
    var lead = bytes.length - 1;
    while (lead >= 0 && (bytes[lead] & 0xc0) == 0x80) {
      lead--;
    }
    return lead < 0 || lead + length(bytes[lead]) <= bytes.length ? bytes.length : lead;
  }

  private static int length(byte lead) {
    if (lead >= 0) {
      return 1;
    }
    return (lead & 0xe0) == 0xc0 ? 2 : (lead & 0xf0) == 0xe0 ? 3 : 4;
  }
}
