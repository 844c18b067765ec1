package lectern.simulator.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import lectern.simulator.fault.Fault;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Reply;

/// Turns a reply into what is to be done on the wire, with all that goes wrong with it. It only
/// decides: it writes and waits for nothing.
///
/// Faults are made for streams; a reply that is there at once takes them so: it stalls between
/// headers and body; cut abruptly, it ends in the middle; cut cleanly, it stays whole, for nothing
/// can be missing from a body whose length is told and kept. A malformed chunk, a missing `[DONE]`
/// and an `"error": null` leave it alone. An error inside leaves alone what is an error already.
/// Content length, transfer encoding and connection are the wire's own: no plan can make them lie.
final class Script {
  private Script() {}

  /// The steps of the reply.
  static List<Step> of(Draft draft) {
    var lost = draft.effects().first(Fault.LoseAnswer.class);
    if (lost.isPresent()) {
      return lost(lost.get(), draft);
    }
    return switch (draft.reply()) {
      case Reply.Whole whole -> whole(whole, draft);
      case Reply.OfFile file -> file(file, draft);
      case Reply.Stream stream -> StreamScript.of(stream, draft);
    };
  }

  private static List<Step> lost(Fault.LoseAnswer fault, Draft draft) {
    var steps = new ArrayList<Step>();
    wait(draft.pace().whole(), steps);
    steps.add(
        switch (fault.by()) {
          case RESET -> new Step.Reset();
          case HANG -> new Step.Hang();
        });
    return steps;
  }

  private static List<Step> whole(Reply.Whole reply, Draft draft) {
    var wrong = draft.errorInside().filter(_ -> reply.status() < 300);
    var body = wrong.orElse(reply.body());
    var sent = new Step.Send(body);
    var half = new Step.Send(body.substring(0, body.length() / 2));
    Step end = wrong.isPresent() ? new Step.BreakOff() : new Step.Finish();
    var type = wrong.isPresent() ? Reply.JSON : reply.contentType();
    return atOnce(
        draft,
        head(wrong.isPresent() ? 200 : reply.status(), type, bytes(body), draft),
        new Pieces(sent, half, end));
  }

  private static List<Step> file(Reply.OfFile reply, Draft draft) {
    var bytes = size(reply);
    return atOnce(
        draft,
        head(reply.status(), reply.contentType(), OptionalLong.of(bytes), draft),
        new Pieces(
            new Step.SendFile(reply.file(), bytes),
            new Step.SendFile(reply.file(), bytes / 2),
            new Step.Finish()));
  }

  private static long size(Reply.OfFile reply) {
    try {
      return Files.size(reply.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OptionalLong bytes(String body) {
    return OptionalLong.of(body.getBytes(StandardCharsets.UTF_8).length);
  }

  /// What a body is sent in: the whole of it, or half when something happens in the middle.
  private record Pieces(Step whole, Step half, Step end) {}

  private static List<Step> atOnce(Draft draft, Step.Head head, Pieces pieces) {
    var effects = draft.effects();
    var steps = new ArrayList<Step>();
    wait(draft.pace().whole().plus(firstTokenAfter(draft)), steps);
    steps.add(head);
    effects.all(Fault.Stall.class).forEach(stall -> wait(stall.pause(), steps));
    var reset = effects.first(Fault.Reset.class);
    if (reset.isPresent()) {
      if (reset.get().moment() == Fault.Moment.MID_BODY) {
        steps.add(pieces.half());
      }
      steps.add(new Step.Reset());
    } else if (effects.all(Fault.Cut.class).anyMatch(cut -> cut.end() == Fault.End.ABRUPT)) {
      steps.add(pieces.half());
      steps.add(new Step.Close());
    } else {
      steps.add(pieces.whole());
      steps.add(pieces.end());
    }
    return steps;
  }

  /// Adds a pause, if it is one.
  static void wait(Duration duration, List<Step> steps) {
    if (duration.isPositive()) {
      steps.add(new Step.Wait(duration));
    }
  }

  /// How much later than usual the first content comes.
  static Duration firstTokenAfter(Draft draft) {
    return draft
        .effects()
        .all(Fault.FirstTokenAfter.class)
        .map(Fault.FirstTokenAfter::delay)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /// The head, with its headers as the plan wants them.
  static Step.Head head(int status, String contentType, OptionalLong length, Draft draft) {
    var headers = draft.reply().headers();
    var typed =
        contentType.isEmpty() ? headers : Fields.of("content-type", contentType).and(headers);
    return new Step.Head(status, mistold(typed, draft), length);
  }

  private static Fields mistold(Fields headers, Draft draft) {
    var told = headers;
    for (var fault : draft.effects().all(Fault.Headers.class).toList()) {
      for (var name : fault.remove()) {
        told = told.without(name);
      }
      for (var field : new java.util.TreeMap<>(fault.set()).entrySet()) {
        told = told.with(field.getKey(), field.getValue());
      }
    }
    return told;
  }
}
