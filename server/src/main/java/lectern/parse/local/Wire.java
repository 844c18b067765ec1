package lectern.parse.local;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.document.Format;
import lectern.document.Page;
import lectern.document.TextRange;
import lectern.document.WordBox;
import lectern.parse.Renderer.Sheet;
import lectern.parse.local.pdf.PagePictures;

/// The language between the server and a worker: frames of a length (4 bytes), a kind (1 byte) and
/// what {@link DataOutputStream} makes of the record. Binary because a page may have thousands of
/// word boxes, and because it costs a starting worker nothing.
///
/// The side that reads trusts nothing: whatever is not a frame, or is longer than the limit, is an
/// {@link IOException}.
final class Wire {

  /// A request holds a path and a name; 64 KiB are sixteen times the longest path of Linux.
  static final int REQUEST_BYTES = 64 * 1024;

  /// Words are at least a letter and a space, so half as many boxes as characters, 24 bytes each,
  /// and at most 3 bytes for a character in UTF-8, come to 15 bytes.
  private static final int BYTES_PER_CHAR = 15;

  /// The longest picture: what it has in pixels, three bytes each, were nothing of it compressible.
  static final int IMAGE_BYTES = 3 * PagePictures.MAX_PIXELS + REQUEST_BYTES;

  private Wire() {}

  /// The longest frame that an honest worker sends.
  static int replyBytes(ReadLimits limits) {
    long bytes = (long) limits.pageChars() * BYTES_PER_CHAR + REQUEST_BYTES;
    return (int) Math.min(Integer.MAX_VALUE - 16, Math.max(IMAGE_BYTES, bytes));
  }

  static void send(Request request, OutputStream to) throws IOException {
    var frame = new ByteArrayOutputStream();
    var out = new DataOutputStream(frame);
    switch (request) {
      case Request.Read(var file, var name, int afterPage, var limits) -> {
        out.writeByte('r');
        text(file.toString(), out);
        text(name, out);
        out.writeInt(afterPage);
        out.writeInt(limits.pages());
        out.writeInt(limits.pageChars());
        out.writeLong(limits.documentChars());
      }
      case Request.Draw(var file, var sheet) -> {
        out.writeByte('d');
        text(file.toString(), out);
        out.writeInt(sheet.page());
        out.writeInt(sheet.width());
      }
    }
    sendFrame(frame, to);
  }

  /// The next request; nothing at the end of the stream.
  static Optional<Request> request(InputStream from) throws IOException {
    Optional<DataInputStream> frame = frame(from, REQUEST_BYTES);
    if (frame.isEmpty()) {
      return Optional.empty();
    }
    DataInputStream in = frame.get();
    int kind = in.readByte();
    return Optional.of(
        switch (kind) {
          case 'r' ->
              new Request.Read(
                  Path.of(text(in)),
                  text(in),
                  in.readInt(),
                  new ReadLimits(in.readInt(), in.readInt(), in.readLong()));
          case 'd' -> new Request.Draw(Path.of(text(in)), new Sheet(in.readInt(), in.readInt()));
          default -> throw unknownKind(kind);
        });
  }

  static void send(Reply reply, OutputStream to) throws IOException {
    var frame = new ByteArrayOutputStream();
    var out = new DataOutputStream(frame);
    switch (reply) {
      case Reply.Ready _ -> out.writeByte('r');
      case Reply.Opened(Format format, OptionalInt pageCount) -> {
        out.writeByte('o');
        text(format.name(), out);
        out.writeBoolean(pageCount.isPresent());
        out.writeInt(pageCount.orElse(0));
      }
      case Reply.PageRead(Page page) -> {
        out.writeByte('p');
        page(page, out);
      }
      case Reply.Done(int pages, int unreadPictures) -> {
        out.writeByte('d');
        out.writeInt(pages);
        out.writeInt(unreadPictures);
      }
      case Reply.Drawn(ByteBuffer png) -> {
        out.writeByte('i');
        var bytes = new byte[png.remaining()];
        png.duplicate().get(bytes);
        out.write(bytes);
      }
      case Reply.Refused(Failure failure) -> {
        out.writeByte('f');
        text(failure.reason().name(), out);
        text(failure.message(), out);
      }
    }
    sendFrame(frame, to);
  }

  /// The next reply; nothing at the end of the stream.
  ///
  /// @param maxBytes the longest frame to accept
  static Optional<Reply> reply(InputStream from, int maxBytes) throws IOException {
    Optional<DataInputStream> frame = frame(from, maxBytes);
    if (frame.isEmpty()) {
      return Optional.empty();
    }
    DataInputStream in = frame.get();
    try {
      return Optional.of(reply(in));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("a frame that makes no sense", e);
    }
  }

  private static Reply reply(DataInputStream in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case 'r' -> new Reply.Ready();
      case 'o' -> {
        Format format = Format.valueOf(text(in));
        yield new Reply.Opened(format, pageCount(in));
      }
      case 'p' -> new Reply.PageRead(page(in));
      case 'd' -> new Reply.Done(in.readInt(), in.readInt());
      case 'i' -> new Reply.Drawn(ByteBuffer.wrap(in.readAllBytes()).asReadOnlyBuffer());
      case 'f' -> new Reply.Refused(new Failure(Reason.valueOf(text(in)), text(in)));
      default -> throw unknownKind(kind);
    };
  }

  private static IOException unknownKind(int kind) {
    return new IOException("a frame of the unknown kind " + kind);
  }

  private static OptionalInt pageCount(DataInputStream in) throws IOException {
    boolean known = in.readBoolean();
    int count = in.readInt();
    return known ? OptionalInt.of(count) : OptionalInt.empty();
  }

  private static void page(Page page, DataOutputStream out) throws IOException {
    out.writeInt(page.number());
    text(page.origin().name(), out);
    text(page.markdown(), out);
    out.writeInt(page.words().size());
    for (WordBox word : page.words()) {
      out.writeInt(word.range().start());
      out.writeInt(word.range().end());
      out.writeFloat(word.left());
      out.writeFloat(word.top());
      out.writeFloat(word.width());
      out.writeFloat(word.height());
    }
  }

  private static Page page(DataInputStream in) throws IOException {
    int number = in.readInt();
    Page.Origin origin = Page.Origin.valueOf(text(in));
    String markdown = text(in);
    int count = in.readInt();
    List<WordBox> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(
          new WordBox(
              new TextRange(in.readInt(), in.readInt()),
              in.readFloat(),
              in.readFloat(),
              in.readFloat(),
              in.readFloat()));
    }
    return new Page(number, markdown, words, origin);
  }

  private static void sendFrame(ByteArrayOutputStream frame, OutputStream to) throws IOException {
    var out = new DataOutputStream(to);
    out.writeInt(frame.size());
    frame.writeTo(out);
    out.flush();
  }

  private static Optional<DataInputStream> frame(InputStream from, int maxBytes)
      throws IOException {
    byte[] head = from.readNBytes(Integer.BYTES);
    if (head.length == 0) {
      return Optional.empty();
    }
    if (head.length < Integer.BYTES) {
      throw new EOFException("the stream ended within a frame");
    }
    int length = new DataInputStream(new ByteArrayInputStream(head)).readInt();
    if (length < 0 || length > maxBytes) {
      throw new IOException("a frame of %d bytes, the limit is %d".formatted(length, maxBytes));
    }
    byte[] body = from.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the stream ended within a frame");
    }
    return Optional.of(new DataInputStream(new ByteArrayInputStream(body)));
  }

  private static void text(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a text of %d bytes in a shorter frame".formatted(length));
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
