package lectern.simulator.llamaparse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import lectern.simulator.document.DocumentReader;
import lectern.simulator.http.Refusal;
import lectern.simulator.llamaparse.Acceptance.Submission;
import lectern.simulator.route.World;
import lectern.simulator.webhook.Loopback;

/// Gets the file of a `source_url`, from addresses of this machine only and without following
/// redirects, so that nobody can have the simulator call others.
final class Fetcher {
  /// "File size 512 MB" (contract, section 5).
  static final long LIMIT_BYTES = 512L << 20;

  private static final Duration WITHIN = Duration.ofSeconds(30);

  private final Path folder;

  Fetcher(World world) {
    this.folder = world.folder();
  }

  /// A file that was fetched; gone when closed.
  record Fetched(Submission submission) implements AutoCloseable {
    @Override
    public void close() {
      try {
        Files.deleteIfExists(submission.source().file());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// What is at that address.
  ///
  /// @throws Refusal with 400, when there is nothing or it may not be fetched
  Fetched fetch(String url) throws InterruptedException {
    var from =
        Loopback.address(url)
            .orElseThrow(() ->
                Denial.of(400, "The simulator fetches source_url from this machine only: " + url));
    try {
      var file = Files.createTempFile(folder, "fetched", "");
      return fetched(from, file);
    } catch (IOException e) {
      throw Denial.of(400, "Failed to download source_url: " + url);
    }
  }

  private static Fetched fetched(URI from, Path file) throws IOException, InterruptedException {
    try {
      var sha256 = download(from, file);
      return new Fetched(new Submission(new DocumentReader.Source(file, name(from)), sha256));
    } catch (IOException | InterruptedException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static String name(URI from) {
    var path = from.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String download(URI from, Path file) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(from).timeout(WITHIN).build();
    try (var client = HttpClient.newBuilder().connectTimeout(WITHIN).build()) {
      var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        if (response.statusCode() != 200) {
          throw new IOException("status " + response.statusCode());
        }
        return save(body, file);
      }
    }
  }

  private static String save(InputStream body, Path file) throws IOException {
    try (var out = new DigestOutputStream(Files.newOutputStream(file), sha256())) {
      var buffer = new byte[1 << 16];
      var left = LIMIT_BYTES;
      for (var read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        left -= read;
        if (left < 0) {
          throw new IOException("more than " + LIMIT_BYTES + " bytes");
        }
        out.write(buffer, 0, read);
      }
      return HexFormat.of().formatHex(out.getMessageDigest().digest());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
