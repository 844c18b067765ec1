package lectern.http;

import java.util.Optional;
import java.util.regex.Pattern;

/// A part of a file, as the header `Range` asks for it (RFC 9110, section 14).
///
/// @param from the first byte, counted from 0
/// @param length in bytes, at least 1
record ByteRange(long from, long length) {
  /// One range; of more digits than these no file is large.
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /// What to send.
  ///
  /// @param header the value of `Range`
  /// @param size of the whole file, in bytes
  /// @return empty for the whole file: a server may ignore what it does not understand, and several
  ///   ranges at once are nothing that our readers ask for
  /// @throws Problem RANGE_NOT_SATISFIABLE when the file has no such bytes
  static Optional<ByteRange> of(String header, long size) {
    var asked = ONE.matcher(header.replace(" ", ""));
    if (!asked.matches() || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (asked.group(1).isEmpty()) {
      long last = Math.min(size, Long.parseLong(asked.group(2)));
      return Optional.of(checked(new ByteRange(size - last, last), size));
    }
    long from = Long.parseLong(asked.group(1));
    long to = asked.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(asked.group(2));
    if (to < from) {
      return Optional.empty();
    }
    return Optional.of(checked(new ByteRange(from, Math.min(size - 1, to) - from + 1), size));
  }

  private static ByteRange checked(ByteRange range, long size) {
    if (range.length < 1) {
      throw new Problem(
              ProblemType.RANGE_NOT_SATISFIABLE, "The file has %,d bytes.".formatted(size))
          .withHeader("Content-Range", "bytes */" + size);
    }
    return range;
  }

  /// As the header `Content-Range` has it.
  String of(long size) {
    return "bytes %d-%d/%d".formatted(from, from + length - 1, size);
  }
}
