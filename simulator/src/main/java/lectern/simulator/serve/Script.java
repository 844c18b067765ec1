package lectern.simulator.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Frame;
import lectern.simulator.http.Reply;

/// Turns a reply into what is to be done on the wire. It only decides: it writes and waits for
/// nothing.
final class Script {
  private Script() {}

  /// The steps of a reply with which nothing goes wrong.
  static List<Step> of(Reply reply) {
    return switch (reply) {
      case Reply.Whole whole -> whole(whole);
      case Reply.OfFile file -> file(file);
      case Reply.Stream stream -> stream(stream);
    };
  }

  private static List<Step> whole(Reply.Whole reply) {
    var length = reply.body().getBytes(StandardCharsets.UTF_8).length;
    var headers = typed(reply.headers(), reply.contentType());
    return List.of(
        new Step.Head(reply.status(), headers, OptionalLong.of(length)),
        new Step.Send(reply.body()),
        new Step.Finish());
  }

  private static List<Step> file(Reply.OfFile reply) {
    try {
      var bytes = Files.size(reply.file());
      return List.of(
          new Step.Head(
              reply.status(), typed(reply.headers(), reply.contentType()), OptionalLong.of(bytes)),
          new Step.SendFile(reply.file(), bytes),
          new Step.Finish());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Step> stream(Reply.Stream reply) {
    var steps = new ArrayList<Step>();
    var headers = typed(reply.headers(), "text/event-stream; charset=utf-8");
    steps.add(new Step.Head(reply.status(), headers, OptionalLong.empty()));
    for (Frame frame : reply.frames()) {
      steps.add(new Step.Send(frame.text()));
    }
    steps.add(new Step.Finish());
    return steps;
  }

  private static Fields typed(Fields headers, String contentType) {
    return contentType.isEmpty() ? headers : Fields.of("content-type", contentType).and(headers);
  }
}
