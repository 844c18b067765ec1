package lectern.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Sends a file, or a part of it, a piece at a time. A browser saves it and never shows it: a
/// document may be HTML with a script in it.
final class FileReply {
  private final Responder responder;
  private final ServerResponse response;
  private final Reply.Original original;

  FileReply(Responder responder, ServerResponse response, Reply.Original original) {
    this.responder = responder;
    this.response = response;
    this.original = original;
  }

  void send() throws IOException {
    try (var file = FileChannel.open(original.file())) {
      long size = file.size();
      var etag = "\"" + original.etag() + "\"";
      var headers = new LinkedHashMap<>(headers(etag));
      if (Conditions.isKnown(responder.request(), etag)) {
        responder.empty(304, headers);
        return;
      }
      headers.put("Content-Type", original.mediaType());
      headers.put("Content-Disposition", FileName.attachment(original.name()));
      var range = range(etag, size);
      range.ifPresent(part -> headers.put("Content-Range", part.of(size)));
      headers.put("Content-Length", String.valueOf(range.map(ByteRange::length).orElse(size)));
      responder.head(range.isPresent() ? 206 : 200, headers);
      var part = range.orElse(new ByteRange(0, size));
      if (responder.isHead() || part.length() == 0) {
        response.send();
      } else {
        copy(file, part);
      }
    } catch (NoSuchFileException _) {
      throw new Problem(ProblemType.NOT_FOUND, "The file was deleted just now.");
    }
  }

  private static Map<String, String> headers(String etag) {
    return Map.of(
        "ETag",
        etag,
        "Accept-Ranges",
        "bytes",
        "Cache-Control",
        "private, no-cache",
        "Content-Security-Policy",
        "default-src 'none'; frame-ancestors 'none'; sandbox");
  }

  private Optional<ByteRange> range(String etag, long size) {
    return responder
        .request()
        .headers()
        .value(HeaderNames.RANGE)
        .filter(_ -> Conditions.isRangeOf(responder.request(), etag))
        .flatMap(header -> ByteRange.of(header, size));
  }

  private void copy(FileChannel file, ByteRange part) throws IOException {
    var piece = ByteBuffer.allocate((int) Math.min(part.length(), Wire.PIECE_BYTES));
    var out = response.outputStream(); // closed by Helidon, and only if all is well
    long left = part.length();
    while (left > 0) {
      piece.clear().limit((int) Math.min(left, piece.capacity()));
      int read = file.read(piece, part.from() + part.length() - left);
      if (read < 0) {
        throw new EOFException(original.file() + " became shorter while it was sent");
      }
      out.write(piece.array(), 0, read);
      left -= read;
    }
    out.close();
  }
}
