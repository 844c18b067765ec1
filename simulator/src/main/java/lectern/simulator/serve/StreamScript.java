package lectern.simulator.serve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import lectern.simulator.fault.Fault;
import lectern.simulator.http.Frame;
import lectern.simulator.http.Reply;

/// Turns a stream into what is to be done on the wire, as [Script] does with other replies.
///
/// A fault after more pieces than there are comes after the last one, so that a stream that is cut
/// never has its end. Of several that end a stream, a reset goes before a cut and that before an
/// error inside.
final class StreamScript {
  private final Draft draft;
  private final List<Frame> frames;
  private final List<Step> steps = new ArrayList<>();

  private StreamScript(Reply.Stream reply, Draft draft) {
    this.draft = draft;
    this.frames = retold(reply.frames(), draft);
  }

  /// The steps of the stream.
  static List<Step> of(Reply.Stream reply, Draft draft) {
    return new StreamScript(reply, draft).steps(reply.status());
  }

  private static List<Frame> retold(List<Frame> frames, Draft draft) {
    var effects = draft.effects();
    var retold = new ArrayList<>(frames);
    if (effects.first(Fault.ErrorNull.class).isPresent()) {
      retold.replaceAll(StreamScript::withErrorNull);
    }
    effects.all(Fault.MalformedChunk.class).forEach(fault -> malform(fault.piece(), retold));
    if (effects.first(Fault.NoDone.class).isPresent()) {
      retold.removeIf(frame -> frame.kind() == Frame.Kind.DONE);
    }
    return List.copyOf(retold);
  }

  private static Frame withErrorNull(Frame frame) {
    var end = frame.text().lastIndexOf('}');
    if (end < 0) {
      return frame;
    }
    var start = frame.text().substring(0, end);
    var comma = start.endsWith("{") ? "" : ",";
    return new Frame(frame.kind(), start + comma + "\"error\":null" + frame.text().substring(end));
  }

  private static void malform(int piece, List<Frame> frames) {
    var behind = behind(piece, frames);
    if (piece > 0 && contents(frames) >= piece) {
      var text = frames.get(behind - 1).text().stripTrailing();
      frames.set(
          behind - 1,
          new Frame(Frame.Kind.CONTENT, text.substring(0, text.length() * 2 / 3) + "\n\n"));
    }
  }

  /// The place behind so many pieces of content.
  private static int behind(int pieces, List<Frame> frames) {
    var place = 0;
    var met = 0;
    for (var i = 0; i < frames.size(); i++) {
      var kind = frames.get(i).kind();
      if (kind == Frame.Kind.OPENING && met == 0) {
        place = i + 1;
      }
      if (kind == Frame.Kind.CONTENT && met < pieces) {
        met++;
        place = i + 1;
      }
    }
    return place;
  }

  private static int contents(List<Frame> frames) {
    return (int) frames.stream().filter(frame -> frame.kind() == Frame.Kind.CONTENT).count();
  }

  private List<Step> steps(int status) {
    Script.wait(draft.pace().first(), steps);
    steps.add(Script.head(status, "text/event-stream; charset=utf-8", OptionalLong.empty(), draft));
    var effects = draft.effects();
    var reset = effects.first(Fault.Reset.class);
    var cut = effects.first(Fault.Cut.class);
    var wrong = effects.first(Fault.ErrorInside.class).filter(_ -> draft.errorInside().isPresent());
    if (reset.isPresent()) {
      send(reset.get().moment() == Fault.Moment.MID_BODY ? (frames.size() + 1) / 2 : 0);
      steps.add(new Step.Reset());
    } else if (cut.isPresent()) {
      send(behind(cut.get().afterPieces(), frames));
      steps.add(cut.get().end() == Fault.End.CLEAN ? new Step.BreakOff() : new Step.Close());
    } else if (wrong.isPresent()) {
      var place = behind(wrong.get().afterPieces(), frames);
      send(place);
      steps.add(new Step.Send(errorEvent(place)));
      steps.add(new Step.BreakOff());
    } else {
      send(frames.size());
      steps.add(isMalformed() ? new Step.BreakOff() : new Step.Finish());
    }
    return steps;
  }

  private boolean isMalformed() {
    return draft
        .effects()
        .all(Fault.MalformedChunk.class)
        .anyMatch(fault -> fault.piece() <= contents(frames));
  }

  /// In the way of the stream: with a name and a number if its events have them.
  private String errorEvent(int place) {
    var data = draft.errorInside().orElseThrow();
    var named = frames.stream().anyMatch(frame -> frame.text().startsWith("event:"));
    if (!named) {
      return Frame.data(Frame.Kind.CLOSING, data).text();
    }
    var numbered = data.substring(0, data.length() - 1) + ",\"sequence_number\":" + place + "}";
    return Frame.event(Frame.Kind.CLOSING, "error", numbered).text();
  }

  /// The frames up to before that one, with the pauses between them.
  private void send(int end) {
    var first = behind(0, frames);
    var perPiece = draft.pace().perPiece(contents(frames));
    var stalls = stalls();
    for (var i = 0; i < end; i++) {
      var pause = frames.get(i).kind() == Frame.Kind.CONTENT ? perPiece : Duration.ZERO;
      var later = i == first ? Script.firstTokenAfter(draft) : Duration.ZERO;
      var stall = stalls.getOrDefault(i, Duration.ZERO);
      Script.wait(pause.plus(later).plus(stall), steps);
      steps.add(new Step.Send(frames.get(i).text()));
    }
  }

  /// How long the stream stalls, by the place of the frame before which it does.
  private Map<Integer, Duration> stalls() {
    return draft
        .effects()
        .all(Fault.Stall.class)
        .collect(
            Collectors.toMap(
                stall -> behind(stall.afterPieces(), frames), Fault.Stall::pause, Duration::plus));
  }
}
