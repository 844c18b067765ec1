package lectern.simulator.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Something that goes wrong with a request, a job or a webhook. What each looks like in a plan,
/// and what a client sees of it, is in docs/simulator.md.
public sealed interface Fault {
  /// The request is turned down with an error of the vendor's table, before anything is billed.
  ///
  /// @param name as the vendor's table has it; a vendor without that name is left alone
  record NamedError(String name, Hints hints) implements Fault {}

  /// The request is turned down with any reply at all: HTML of a proxy, say.
  record AnyReply(int status, String contentType, String body, Hints hints) implements Fault {}

  /// What an error says about when to come again. `retryAfter` is what the header is to hold:
  /// seconds, or `http-date:SECONDS` for a date so far from now; empty leaves the vendor's own,
  /// `none` takes it away.
  record Hints(
      Optional<String> retryAfter, Optional<Long> retryAfterMillis, Optional<Boolean> shouldRetry) {
    /// Nothing said.
    public static final Hints NONE =
        new Hints(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// The connection is reset (RST). Before the headers nothing is billed; later the whole answer
  /// is.
  record Reset(Moment moment) implements Fault {}

  /// How far the reply has come.
  enum Moment {
    BEFORE_HEADERS,
    AFTER_HEADERS,
    MID_BODY
  }

  /// No header ever comes, and nothing is billed; the connection stays open until the client gives
  /// up.
  record Hang() implements Fault {}

  /// The answer is made and billed, and then lost: the connection is reset, or nothing ever comes.
  record LoseAnswer(Loss by) implements Fault {}

  /// How an answer gets lost.
  enum Loss {
    RESET,
    HANG
  }

  /// The first content of a stream (or the whole of another answer) comes so much later than the
  /// headers (or the request).
  record FirstTokenAfter(Duration delay) implements Fault {}

  /// A stream falls silent after so many pieces of content, and goes on after the pause.
  record Stall(int afterPieces, Duration pause) implements Fault {}

  /// A stream ends after so many pieces of content: no finish reason, no terminator.
  record Cut(int afterPieces, End end) implements Fault {}

  /// How a stream ends that is cut: as if it were complete, or with the connection closed under it.
  enum End {
    CLEAN,
    ABRUPT
  }

  /// The piece of content with that number, from 1, is no valid JSON.
  record MalformedChunk(int piece) implements Fault {}

  /// A stream lacks its `[DONE]`.
  record NoDone() implements Fault {}

  /// Status 200 and an error all the same: in a stream after so many pieces of content, otherwise
  /// as the body.
  record ErrorInside(String name, int afterPieces) implements Fault {}

  /// Each piece of a stream carries `"error": null`, which some clients take for an error.
  record ErrorNull() implements Fault {}

  /// The request's body is read no faster than this.
  record SlowUpload(int bytesPerSecond) implements Fault {}

  /// All waiting of the answer is so many times as long.
  record Latency(double factor) implements Fault {}

  /// The vendor's limits are so many times as high, without notice.
  record Limit(double factor) implements Fault {}

  /// Headers are missing or lie. A `*` at the end of a name that is removed stands for anything.
  record Headers(Set<String> remove, Map<String, String> set) implements Fault {}

  /// The chat model answers otherwise than it should.
  record Answer(Manner manner) implements Fault {}

  /// How a chat model fails to answer.
  enum Manner {
    /// It refuses, in so many words.
    REFUSAL,
    /// The output filter takes the answer away.
    CONTENT_FILTER,
    /// It ends in the middle, for its length.
    LENGTH,
    /// The arguments of its tool calls are no valid JSON.
    BROKEN_ARGUMENTS
  }

  /// A parse job or batch does not go its usual way.
  record Job(Fate fate) implements Fault {}

  /// What becomes of a job.
  sealed interface Fate {
    /// It never starts.
    record StuckPending() implements Fate {}

    /// It runs for ever.
    record StuckRunning() implements Fate {}

    /// It fails with this code of the vendor's list, such as `TIMEOUT`.
    record Fails(String code) implements Fate {}

    /// These pages, from 1, fail; the rest is there.
    record PagesFail(List<Integer> pages) implements Fate {}

    /// Somebody else cancels it while it runs.
    record Cancelled() implements Fate {}

    /// Its time is over before it is done: the window of a batch, the patience of a parse job.
    record Expires() implements Fate {}

    /// It takes so many times as long.
    record Slow(double factor) implements Fate {}

    /// What it cost is never told.
    record NeverSettled() implements Fate {}
  }

  /// A webhook does not arrive as it should.
  record Webhook(Mishap mishap) implements Fault {}

  /// What happens to a webhook.
  sealed interface Mishap {
    /// It is never sent.
    record Lost() implements Mishap {}

    /// It is sent twice.
    record Doubled() implements Mishap {}

    /// It is sent so much later.
    record Late(Duration delay) implements Mishap {}

    /// It lacks its signature.
    record Unsigned() implements Mishap {}
  }
}
