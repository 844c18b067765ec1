package lectern.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import lectern.document.Sha256;
import lectern.http.Problem;
import lectern.http.ProblemType;

/// Where a list goes on, as its reader carries it around: opaque, and good for that list only, with
/// the same filters and the same order. It is no secret; its checksum is there so that a mistake is
/// told and not answered with the wrong documents.
final class Cursor {
  /// A mistake goes unnoticed once in 2^64 times.
  private static final int CHECKSUM_BYTES = 8;

  private static final String BETWEEN = "\0";

  private Cursor() {}

  /// @param list names the list with all that makes it what it is
  /// @param place where in it; without the character 0
  static String of(String list, List<String> place) {
    var written = String.join(BETWEEN, place).getBytes(StandardCharsets.UTF_8);
    var bytes = ByteBuffer.allocate(CHECKSUM_BYTES + written.length);
    bytes.put(checksum(list, written)).put(written);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /// The place in the list.
  ///
  /// @param place makes it of what {@link #of} was given, or throws an {@link
  ///   IllegalArgumentException}
  /// @throws Problem when the cursor was not given out for this list
  static <T> T read(String list, String cursor, Function<List<String>, T> place) {
    try {
      var bytes = Base64.getUrlDecoder().decode(cursor);
      var written = Arrays.copyOfRange(bytes, Math.min(CHECKSUM_BYTES, bytes.length), bytes.length);
      var checksum = Arrays.copyOf(bytes, CHECKSUM_BYTES);
      if (Arrays.equals(checksum, checksum(list, written))) {
        return place.apply(List.of(new String(written, StandardCharsets.UTF_8).split(BETWEEN, -1)));
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw new Problem(
        ProblemType.INVALID_CURSOR,
        "This cursor is not of this list with these filters in this order; list from the start.");
  }

  private static byte[] checksum(String list, byte[] written) {
    var digest = Sha256.digest();
    digest.update(list.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return Arrays.copyOf(digest.digest(written), CHECKSUM_BYTES);
  }
}
