package lectern.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import lectern.gateway.AttemptRecord.Moment;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.Sent.Done;
import lectern.gateway.Sent.Failed;
import lectern.gateway.SoFar.Next;
import lectern.gateway.SoFar.Quota;
import lectern.gateway.pace.Gatekeeper;
import lectern.gateway.pace.Gatekeeper.Admission.Admitted;
import lectern.gateway.pace.Gatekeeper.Admission.Refused;

/// Makes calls: admit, send, classify, decide, and once more if that is right. All that is ever
/// sent to a provider is sent from this one loop.
///
/// What is right is decided elsewhere: when an attempt may leave by the {@link Gatekeeper}, what
/// follows from a failure by the route's {@link RetryPolicy}, how an attempt is made by the call's
/// {@link Work}. Safe to use from many threads.
public final class Gateway {
  private final Roster roster;
  private final Gatekeeper gate;
  private final Router router;
  private final CallListener listener;
  private final Surroundings surroundings;

  /// What it takes from outside.
  public record Surroundings(Time time, Clock clock, RandomGenerator random) {}

  public Gateway(Roster roster, Gatekeeper gate, CallListener listener, Surroundings surroundings) {
    this.roster = roster;
    this.gate = gate;
    this.router = new Router(gate);
    this.listener = listener;
    this.surroundings = surroundings;
  }

  public Roster roster() {
    return roster;
  }

  public Time time() {
    return surroundings.time();
  }

  /// Makes a call, until it is answered, cannot be, or its deadline has passed.
  public <T> Outcome<T> call(Request request, Work<T> work) throws InterruptedException {
    return new Turn<>(request, work).run();
  }

  /// Notes a call that was answered without asking anybody.
  ///
  /// @param made how the answer once came about
  public Account answered(Request request, Account made, Account.Hit hit) {
    var record = new CallRecord(request, surroundings.clock().instant(), time().nanos());
    listener.began(record);
    var account =
        new Account(
            request.id(), made.target(), 0, made.usage(), Optional.of(hit), made.fallback());
    record.ended(Optional.empty(), account, time().nanos());
    listener.ended(record);
    return account;
  }

  /// One call on its way.
  private final class Turn<T> {
    private final Request request;
    private final Work<T> work;
    private final CallRecord record;
    private final Course course;
    private int attempts;
    private Optional<CallError> retried = Optional.empty();

    Turn(Request request, Work<T> work) {
      this.request = request;
      this.work = work;
      this.record = new CallRecord(request, surroundings.clock().instant(), time().nanos());
      var first = request.route().choices().getFirst();
      var order = router.order(request.route(), work.awaited());
      this.course =
          new Course(order, first, () -> router.isLeftAlone(first) ? "left_alone" : "slower");
    }

    Outcome<T> run() throws InterruptedException {
      listener.began(record);
      try {
        while (true) {
          var attempt = record.attempt(course.present().target(), time());
          var sent = attempt(attempt);
          attempt.ended(error(sent), sent.usage());
          listener.attempted(request, attempt);
          if (sent instanceof Done<T> done) {
            return answered(done);
          }
          var failed = (Failed<T>) sent;
          course.failed(failed.error(), failed.shown());
          var next = course.next(choice -> isSuitable(choice, failed.error()));
          var decision = decide(failed.error(), next);
          attempt.decided(decision);
          switch (decision) {
            case Decision.RetryAfter(var pause) -> retry(failed.error(), pause);
            case Decision.Wait(var pause) -> time().pause(pause);
            case Decision.NextProvider _ -> goTo(next.orElseThrow(), failed.error());
            case Decision.GiveUp _ -> {
              return givenUp(failed);
            }
          }
        }
      } finally {
        if (record.account().isEmpty()) { // interrupted, or broken by a mistake of ours
          end(Optional.of(new CallError.Abandoned()), account(Optional.empty()));
        }
      }
    }

    private void retry(CallError error, Duration pause) throws InterruptedException {
      gate.retrying(course.present().target().provider(), error);
      retried = Optional.of(error);
      time().pause(pause);
    }

    private void goTo(Choice next, CallError because) {
      retried = Optional.empty();
      course.goTo(next, because);
    }

    /// Asks the present target once, if it may be asked.
    private Sent<T> attempt(AttemptRecord attempt) throws InterruptedException {
      var choice = course.present();
      attempt.mark(Moment.QUEUED);
      if (request.deadline().hasPassed(time())) {
        return Failed.of(new CallError.DeadlinePassed());
      }
      var provider = roster.provider(choice.target().provider()).orElseThrow();
      var objection = work.objection(choice, provider);
      if (objection.isPresent()) {
        return Failed.of(objection.get());
      }
      var admission =
          gate.admit(choice.target(), work.need(choice), request.priority(), admittedUntil());
      return switch (admission) {
        case Refused(var error) -> Failed.of(error);
        case Admitted(var permit) -> {
          attempts++;
          yield send(
              new Attempt(
                  choice, provider, request.deadline(), attempt, attempts, course.fallback()),
              permit);
        }
      };
    }

    /// How long an attempt may wait to leave: a reader not long while another target is ready, and
    /// documents until the deadline, since the first choice is what is wanted for them.
    private Deadline admittedUntil() {
      var another = course.next(it -> isSuitable(it, new CallError.NoRoom(Duration.ZERO)));
      boolean waits = another.isEmpty() || request.priority() == Priority.INGEST;
      var patient = Deadline.in(RetryPolicy.PATIENCE, time());
      return waits || request.deadline().left(time()).compareTo(RetryPolicy.PATIENCE) < 0
          ? request.deadline()
          : patient;
    }

    private Sent<T> send(Attempt attempt, Gatekeeper.Permit permit) throws InterruptedException {
      Sent<T> sent = Failed.of(new CallError.Abandoned());
      try {
        sent = work.send(attempt);
      } finally {
        tellLatency(attempt.record(), sent, permit);
        permit.done(error(sent), sent.usage(), sent.news());
      }
      return sent;
    }

    private void tellLatency(AttemptRecord attempt, Sent<T> sent, Gatekeeper.Permit permit) {
      work.awaited()
          .filter(awaited -> hasCome(awaited, attempt, sent))
          .ifPresent(awaited -> permit.answered(awaited, latency(attempt)));
    }

    private boolean hasCome(Awaited awaited, AttemptRecord attempt, Sent<T> sent) {
      return switch (awaited) {
        case FIRST_TOKEN -> attempt.at(Moment.FIRST_TOKEN).isPresent();
        case WHOLE_REPLY -> sent instanceof Done<T>;
      };
    }

    /// From sending until it came.
    private Duration latency(AttemptRecord attempt) {
      var token = attempt.at(Moment.FIRST_TOKEN);
      long came = token.isPresent() ? token.getAsLong() : record.sinceBegin(time());
      return Duration.ofNanos(came - attempt.at(Moment.SENT).orElse(came));
    }

    private Decision decide(CallError error, Optional<Choice> next) {
      if (error.charge() == Charge.UNKNOWN && work.onLost() == Work.OnLost.LOOK_UP_FIRST) {
        return new Decision.GiveUp("it may have been served, so it is looked up first");
      }
      boolean mayRetry = gate.mayRetry(course.present().target().provider(), error);
      var soFar =
          course.soFar(
              request.deadline().left(time()),
              next.isPresent() ? Next.READY : Next.NONE,
              mayRetry ? Quota.LEFT : Quota.USED_UP);
      return request.route().retry().after(error, soFar, surroundings.random().nextDouble());
    }

    /// What was too long for one model goes to a larger one only. How much that one takes say the
    /// settings, or else its own refusal.
    private boolean isSuitable(Choice choice, CallError error) {
      if (router.isLeftAlone(choice)) {
        return false;
      }
      var provider = roster.provider(choice.target().provider()).orElseThrow();
      if (work.objection(choice, provider).isPresent()) {
        return false;
      }
      return !(error instanceof CallError.TooLong(_, var told))
          || choice.context().orElse(0)
              > course.present().context().orElse(told.orElse(Long.MAX_VALUE));
    }

    private Optional<CallError> error(Sent<T> sent) {
      return switch (sent) {
        case Done<T> _ -> Optional.empty();
        case Failed<T> failed -> Optional.of(failed.error());
      };
    }

    private Outcome<T> answered(Done<T> done) {
      retried.ifPresent(it -> gate.recovered(course.present().target().provider(), it));
      var account = account(done.usage());
      end(Optional.empty(), account);
      return new Outcome.Answered<>(done.value(), account);
    }

    private Outcome<T> givenUp(Failed<T> failed) {
      var account = account(failed.usage());
      end(Optional.of(failed.error()), account);
      return new Outcome.GivenUp<>(failed.error(), failed.raw(), account);
    }

    private Account account(Optional<Usage> usage) {
      var target =
          attempts == 0 ? Optional.<Target>empty() : Optional.of(course.present().target());
      return new Account(
          request.id(), target, attempts, usage, Optional.empty(), course.fallback());
    }

    private void end(Optional<CallError> error, Account account) {
      record.ended(error, account, time().nanos());
      listener.ended(record);
    }
  }
}
