package lectern.gateway.openai;

import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lectern.gateway.openai.Sse.Event;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a reader has been shown, over all streams of one call.
///
/// Nothing is shown before the first real piece of the answer: until then a stream can break
/// without anybody seeing it, and the next one begins from the beginning. Once something was shown,
/// another stream may only go on from there: either it is asked to *continue* the text, or it
/// *repeats* it from its beginning and is not shown as long as it is the same, character by
/// character. The first difference ends it; a text of two minds is never shown.
///
/// Not for several threads.
final class Showing {
  /// Azure's streams begin with that much at most (maximhq/bifrost, its start-up buffer for Azure:
  /// 64 chunks, 256 KB); a response repeats its instructions and tools twice. Beyond it, the stream
  /// is shown as it comes.
  static final int MOST_HELD_EVENTS = 64;

  static final int MOST_HELD_CHARS = 4 * 1024 * 1024;

  /// Eight times what the longest answers have: 128,000 tokens of four characters. A longer text is
  /// passed on, too, but nobody else can go on with it.
  static final int MOST_KEPT_CHARS = 4 * 1024 * 1024;

  private static final JsonMapper JSON = new JsonMapper();

  private final Relay relay;
  private final List<Event> held = new ArrayList<>();
  private int heldChars;
  private boolean begun;
  private boolean plain = true;
  private final StringBuilder text = new StringBuilder();
  private Optional<JsonNode> firstChunk = Optional.empty();
  private Manner manner = Manner.FRESH;
  private int repeated;
  private boolean tells;
  private int streams;

  /// How a stream comes to what is shown.
  enum Manner {
    /// It begins with nothing shown.
    FRESH,
    /// It goes on behind what is shown.
    CONTINUES,
    /// It begins again with what is shown.
    REPEATS
  }

  /// The reader is gone.
  static final class ReaderGone extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    ReaderGone(IOException cause) {
      super("the reader is gone", cause);
    }
  }

  /// Another stream does not say what was shown.
  static final class Differs extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    Differs() {
      super("the next model would have gone on differently");
    }
  }

  Showing(Relay relay) {
    this.relay = relay;
  }

  /// Whether the reader has seen something.
  boolean hasBegun() {
    return begun;
  }

  /// Whether it was text, and all of it is known.
  boolean isPlain() {
    return plain;
  }

  String text() {
    return text.toString();
  }

  /// Of how many streams it is made.
  int streams() {
    return streams;
  }

  /// A stream begins.
  void begin(Manner how) {
    held.clear();
    heldChars = 0;
    manner = how;
    repeated = 0;
    tells = false;
    plain = plain || how == Manner.FRESH;
  }

  /// A piece was lost on the way. Nobody can go on with a text that has a hole in it.
  void lost() {
    plain = plain && manner == Manner.REPEATS && repeated < text.length();
  }

  /// Takes what may wait until a piece comes.
  void filler(Event event) throws IOException {
    if (manner != Manner.FRESH) {
      return;
    }
    if (begun) {
      tell(event.name(), event.data());
      return;
    }
    held.add(event);
    heldChars += event.data().length();
    if (held.size() > MOST_HELD_EVENTS || heldChars > MOST_HELD_CHARS) {
      release();
    }
  }

  /// Takes a piece of the answer.
  void piece(Event event, JsonNode json) throws IOException {
    if (manner == Manner.FRESH) {
      release();
      remember(json);
      tell(event.name(), event.data());
    } else {
      goOn(json);
    }
  }

  private void release() throws IOException {
    begun = true;
    for (var event : held) {
      tell(event.name(), event.data());
    }
    held.clear();
  }

  private void remember(JsonNode chunk) {
    if (firstChunk.isEmpty()) {
      firstChunk = Optional.of(chunk);
    }
    var delta = chunk.path("choices").path(0).path("delta");
    plain = plain && isText(delta) && text.length() < MOST_KEPT_CHARS;
    if (plain) {
      text.append(content(delta));
    }
  }

  /// Thoughts may be shown before the text; they are no part of it.
  private static boolean isText(JsonNode delta) {
    return !delta.hasNonNull("tool_calls")
        && !delta.hasNonNull("function_call")
        && !delta.hasNonNull("refusal")
        && !delta.hasNonNull("audio");
  }

  private static String content(JsonNode delta) {
    return delta.path("content").asString("");
  }

  /// Shows what is new in a piece of another stream, under the first one's id and under its own
  /// model.
  private void goOn(JsonNode chunk) throws IOException {
    var choice = chunk.path("choices").path(0);
    if (!isText(choice.path("delta"))) {
      throw new Differs();
    }
    boolean finished = choice.path("finish_reason").isString();
    var fresh = fresh(content(choice.path("delta")));
    if (finished && manner == Manner.REPEATS && repeated < text.length()) {
      throw new Differs();
    }
    if (!fresh.isEmpty() || finished) {
      text.append(fresh);
      repeated += fresh.length();
      tell("", resumed(chunk, fresh));
    }
  }

  /// What of it has not been shown.
  private String fresh(String said) throws Differs {
    if (manner == Manner.CONTINUES) {
      return said;
    }
    int known = Math.min(said.length(), text.length() - repeated);
    if (!text.substring(repeated, repeated + known).contentEquals(said.substring(0, known))) {
      throw new Differs();
    }
    repeated += known;
    return said.substring(known);
  }

  private String resumed(JsonNode chunk, String fresh) {
    var copy = (ObjectNode) chunk.deepCopy();
    firstChunk.ifPresent(first -> {
      copy.set("id", first.path("id"));
      copy.set("created", first.path("created"));
    });
    if (copy.path("choices").path(0).path("delta") instanceof ObjectNode delta) {
      delta.removeAll();
      if (!fresh.isEmpty()) {
        delta.put("content", fresh);
      }
    }
    return JSON.writeValueAsString(copy);
  }

  /// Takes what was used, from a stream of whatever manner.
  void usage(Event event, JsonNode json) throws IOException {
    if (manner == Manner.FRESH) {
      filler(event);
    } else {
      tell("", resumed(json, ""));
    }
  }

  /// Says that all is said.
  void end(Optional<String> farewell) throws IOException {
    release();
    if (farewell.isPresent()) {
      tell("", farewell.get());
    }
  }

  private void tell(String name, String data) throws ReaderGone {
    if (!tells) {
      tells = true;
      streams++;
    }
    try {
      relay.event(name, data.replace('\n', ' '));
    } catch (IOException e) {
      throw new ReaderGone(e);
    }
  }
}
