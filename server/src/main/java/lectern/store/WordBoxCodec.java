package lectern.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import lectern.document.TextRange;
import lectern.document.WordBox;

/// Word boxes as the bytes of `page.words`: for each word the start and end of its range as 32-bit
/// integers, then left, top, width and height as 32-bit floats, all big-endian.
final class WordBoxCodec {
  private static final int BYTES_PER_BOX = 2 * Integer.BYTES + 4 * Float.BYTES;

  private WordBoxCodec() {}

  static byte[] encode(List<WordBox> words) {
    var bytes = ByteBuffer.allocate(words.size() * BYTES_PER_BOX);
    for (var word : words) {
      bytes.putInt(word.range().start()).putInt(word.range().end());
      bytes.putFloat(word.left()).putFloat(word.top());
      bytes.putFloat(word.width()).putFloat(word.height());
    }
    return bytes.array();
  }

  static List<WordBox> decode(byte[] encoded) {
    var bytes = ByteBuffer.wrap(encoded);
    var words = new ArrayList<WordBox>(encoded.length / BYTES_PER_BOX);
    while (bytes.hasRemaining()) {
      var range = new TextRange(bytes.getInt(), bytes.getInt());
      words.add(
          new WordBox(
              range, bytes.getFloat(), bytes.getFloat(), bytes.getFloat(), bytes.getFloat()));
    }
    return words;
  }
}
