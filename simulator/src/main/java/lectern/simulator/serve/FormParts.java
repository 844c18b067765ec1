package lectern.simulator.serve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import lectern.simulator.http.Part;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// Collects the parts of a form as the parser comes upon them. The parser swallows what is thrown
/// at it, so what goes wrong is kept for later.
final class FormParts extends MultiPart.AbstractPartsListener implements AutoCloseable {
  private final Path folder;
  private final List<Part> parts = new ArrayList<>();
  private Optional<Sink> open = Optional.empty();
  private Optional<Exception> wrong = Optional.empty();
  private boolean complete;

  FormParts(Path folder) {
    this.folder = folder;
  }

  /// Where the content of a part goes.
  private sealed interface Sink {
    OutputStream out();
  }

  private record TextSink(ByteArrayOutputStream out) implements Sink {}

  private record FileSink(Path file, DigestOutputStream out) implements Sink {}

  @Override
  public void onPartHeaders() {
    note(() -> open = Optional.of(getFileName() == null ? text() : file()));
  }

  private static Sink text() {
    return new TextSink(new ByteArrayOutputStream());
  }

  private Sink file() throws IOException {
    var file = Files.createTempFile(folder, "upload", "");
    var out = Files.newOutputStream(file);
    return new FileSink(file, new DigestOutputStream(out, Fingerprint.sha256()));
  }

  @Override
  public void onPartContent(Content.Chunk chunk) {
    note(() -> {
      if (open.isPresent()) {
        Channels.newChannel(open.get().out()).write(chunk.getByteBuffer());
        refuseLongText(open.get());
      }
    });
  }

  private void refuseLongText(Sink sink) throws FormReader.BadForm {
    if (sink instanceof TextSink(var out) && out.size() > Limits.PART_TEXT_BYTES) {
      throw new FormReader.BadForm(
          "the field '" + getName() + "' has over " + Limits.PART_TEXT_BYTES + " bytes");
    }
  }

  @Override
  public void onPart(@Nullable String name, @Nullable String fileName, HttpFields headers) {
    note(() -> {
      if (name == null) {
        throw new FormReader.BadForm("a part of the form has no name");
      }
      var sink = open.orElseGet(FormParts::text);
      open = Optional.empty();
      parts.add(new Part(name, Optional.ofNullable(fileName), content(sink)));
    });
  }

  private static Part.Content content(Sink sink) throws IOException {
    sink.out().close();
    return switch (sink) {
      case TextSink(var out) -> new Part.Text(out.toString(StandardCharsets.UTF_8));
      case FileSink(var file, var out) ->
          new Part.Upload(
              file, Files.size(file), HexFormat.of().formatHex(out.getMessageDigest().digest()));
    };
  }

  @Override
  public void onComplete() {
    complete = true;
  }

  @Override
  public void onFailure(Throwable failure) {
    note(() -> {
      throw new FormReader.BadForm("the multipart body is broken: " + failure.getMessage());
    });
  }

  private interface Work {
    void run() throws IOException, FormReader.BadForm;
  }

  private void note(Work work) {
    if (wrong.isPresent()) {
      return;
    }
    try {
      work.run();
    } catch (IOException | FormReader.BadForm e) {
      wrong = Optional.of(e);
    }
  }

  /// Throws what went wrong so far, if anything did.
  void complain() throws IOException, FormReader.BadForm {
    switch (wrong.orElse(null)) {
      case null -> {}
      case IOException e -> throw e;
      case FormReader.BadForm e -> throw e;
      case Exception e -> throw new IllegalStateException(e);
    }
  }

  /// All parts, when the form is complete.
  List<Part> whole() throws IOException, FormReader.BadForm {
    complain();
    if (!complete) {
      throw new FormReader.BadForm("the multipart body ends before its last boundary");
    }
    var all = List.copyOf(parts);
    parts.clear();
    return all;
  }

  /// Deletes the files of a form that did not become whole.
  @Override
  public void close() throws IOException {
    if (open.isPresent()) {
      open.get().out().close();
      if (open.get() instanceof FileSink(var file, _)) {
        Files.deleteIfExists(file);
      }
    }
    delete(parts);
  }

  /// Deletes the files of these parts, but for those that were moved.
  static void delete(List<Part> parts) {
    for (var part : parts) {
      if (part.content() instanceof Part.Upload upload) {
        try {
          Files.deleteIfExists(upload.file());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
