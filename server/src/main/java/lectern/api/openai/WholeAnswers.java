package lectern.api.openai;

import java.time.Duration;
import java.util.Optional;
import lectern.document.Sha256;
import lectern.document.WorkspaceId;
import lectern.gateway.Account;
import lectern.gateway.Gateway;
import lectern.gateway.Outcome;
import lectern.gateway.Outcome.Answered;
import lectern.gateway.Outcome.GivenUp;
import lectern.gateway.Request;
import lectern.gateway.Usage;
import lectern.gateway.cache.Kept;
import lectern.gateway.cache.Kept.Found;
import lectern.gateway.cache.Kept.Made;
import lectern.gateway.openai.Endpoint;
import lectern.gateway.openai.WholeReply;
import lectern.gateway.openai.WholeWork;
import lectern.http.Bytes;
import lectern.http.Reply;

/// Whole answers of chats and responses; where that is wished, exactly the same question is paid
/// for once.
final class WholeAnswers {
  private final Gateway gateway;
  private final Asking asking;
  private final Kept<Question, Outcome<WholeReply>> kept;

  /// All that an answer depends on, and whose it is.
  private record Question(WorkspaceId workspace, String route, Endpoint endpoint, Sha256 body) {}

  WholeAnswers(Gateway gateway, Asking asking) {
    this.gateway = gateway;
    this.asking = asking;
    var cache = asking.cache();
    this.kept = new Kept<>(cache.mostBytes(), cache.longest(), WholeAnswers::bytes, gateway.time());
  }

  private static int bytes(Outcome<WholeReply> outcome) {
    return outcome instanceof Answered<WholeReply>(var reply, _) ? reply.json().length : 0;
  }

  Reply answer(Asked asked) throws InterruptedException {
    return asked.mayBeKept() ? kept(asked) : reply(call(asked));
  }

  private Outcome<WholeReply> call(Asked asked) throws InterruptedException {
    return gateway.call(asked.request(), new WholeWork(asking.transport(), asked.body()));
  }

  private Reply kept(Asked asked) throws InterruptedException {
    var request = asked.request();
    var body = asked.body();
    var question =
        new Question(
            request.workspace(), request.route().name(), body.endpoint(), body.fingerprint());
    var found =
        kept.get(
            question,
            request.deadline(),
            () -> {
              var outcome = call(asked);
              return outcome instanceof Answered<WholeReply>
                  ? new Made.ToKeep<>(outcome)
                  : passing(outcome);
            });
    return reply(accounted(gateway, request, found));
  }

  /// For those who wait for the same. What failed for want of time is nothing to them: they may
  /// have more.
  static Made<Outcome<WholeReply>> passing(Outcome<WholeReply> outcome) {
    return outcome instanceof GivenUp<WholeReply> failed && failed.error().isForWantOfTime()
        ? new Made.Own<>(outcome)
        : new Made.Passing<>(outcome);
  }

  /// Who did not have it made is told whose it was, and how old it is.
  static Outcome<WholeReply> accounted(
      Gateway gateway, Request request, Found<Outcome<WholeReply>> found) {
    if (found.age().isEmpty() || !(found.value() instanceof Answered<WholeReply> answered)) {
      return found.value();
    }
    var hit = hit(found.age().get(), answered.account().usage());
    return new Answered<>(answered.value(), gateway.answered(request, answered.account(), hit));
  }

  private static Account.Hit hit(Duration age, Optional<Usage> usage) {
    return new Account.Hit(age, usage.map(Usage::total).orElse(0L));
  }

  /// What the client gets.
  static Reply reply(Outcome<WholeReply> outcome) {
    return switch (outcome) {
      case Answered<WholeReply>(var reply, var account) ->
          new Reply.Content(
              200, "application/json", Bytes.of(reply.json()), AccountHeaders.of(account));
      case GivenUp<WholeReply> failed -> Failures.reply(failed);
    };
  }
}
