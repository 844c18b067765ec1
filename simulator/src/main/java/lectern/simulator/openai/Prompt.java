package lectern.simulator.openai;

import java.util.Arrays;
import java.util.OptionalInt;
import lectern.simulator.mind.Tokens;

/// All tokens of a request's input, in order. Not for several threads.
final class Prompt {
  // "3 tokens per message + 3 to prime the reply" (contract §12, the cookbook's rule)
  private static final int PER_MESSAGE = 3;
  private static final int PRIMING = 3;

  // An image costs 85 tokens in low detail and 85 + 4 tiles of 170 for 1024×1024 in high (guide
  // "Images and vision", gpt-4o); pictures are not looked at, so all count as of that size.
  private static final int IMAGE_LOW = 85;
  private static final int IMAGE_HIGH = 765;

  /// Four characters of base64 are three bytes; some four bytes of a document make a token.
  private static final int BASE64_PER_TOKEN = 6;

  /// A file that is only named: plausible for a page or two.
  private static final int NAMED_FILE = 1_000;

  /// A mark between messages; no token has such a number.
  private static final int FRAME = -1;

  private final Tokens tokens;
  private int[] ids = new int[64];
  private int size = PRIMING;
  private OptionalInt breakpoint = OptionalInt.empty();

  Prompt(Tokens tokens) {
    this.tokens = tokens;
    Arrays.fill(ids, 0, PRIMING, FRAME);
  }

  void message() {
    fixed(PER_MESSAGE, FRAME);
  }

  void text(String text) {
    var written = tokens.write(text);
    room(written.tokens());
    for (var i = 0; i < written.tokens(); i++) {
      ids[size++] = written.token(i);
    }
  }

  /// How closely an image is looked at.
  enum Detail {
    LOW,
    HIGH
  }

  void image(String url, Detail detail) {
    fixed(detail == Detail.LOW ? IMAGE_LOW : IMAGE_HIGH, url.hashCode());
  }

  /// @param data the file in base64
  void file(String data) {
    fixed(Math.max(1, data.length() / BASE64_PER_TOKEN), data.hashCode());
  }

  void namedFile(String id) {
    fixed(NAMED_FILE, id.hashCode());
  }

  private void fixed(int count, int mark) {
    room(count);
    Arrays.fill(ids, size, size + count, mark);
    size += count;
  }

  private void room(int count) {
    if (size + count > ids.length) {
      ids = Arrays.copyOf(ids, Math.max(2 * ids.length, size + count));
    }
  }

  /// The cache may keep what is there up to here.
  void breakpoint() {
    breakpoint = OptionalInt.of(size);
  }

  OptionalInt lastBreakpoint() {
    return breakpoint;
  }

  int size() {
    return size;
  }

  int token(int place) {
    return ids[place];
  }
}
