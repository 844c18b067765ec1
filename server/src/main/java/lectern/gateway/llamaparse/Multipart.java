package lectern.gateway.llamaparse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import lectern.gateway.wire.Transport;

/// A form of one text and one file (RFC 7578), which is read from disk as it is sent.
///
/// Written by hand: it is two parts with plain names, and the libraries for it bring an HTTP client
/// along.
final class Multipart implements Transport.Payload {
  private final String boundary = "lectern-" + UUID.randomUUID();
  private final byte[] head;
  private final byte[] tail;
  private final Path file;
  private final long fileBytes;

  /// @param filename of plain letters
  Multipart(String configuration, Path file, String filename) throws IOException {
    this.file = file;
    this.fileBytes = Files.size(file);
    this.head =
        """
        --%1$s
        Content-Disposition: form-data; name="configuration"

        %2$s
        --%1$s
        Content-Disposition: form-data; name="file"; filename="%3$s"
        Content-Type: application/octet-stream

        """
            .formatted(boundary, configuration, filename)
            .replace("\n", "\r\n")
            .getBytes(UTF_8);
    this.tail = "\r\n--%s--\r\n".formatted(boundary).getBytes(UTF_8);
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  @Override
  public InputStream open() throws IOException {
    var parts =
        List.of(
            new ByteArrayInputStream(head),
            Files.newInputStream(file),
            new ByteArrayInputStream(tail));
    return new SequenceInputStream(Collections.enumeration(parts));
  }

  @Override
  public long length() {
    return head.length + fileBytes + tail.length;
  }
}
