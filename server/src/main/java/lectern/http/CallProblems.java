package lectern.http;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import lectern.gateway.CallError;

/// What to tell a caller for whom a provider was asked in vain. Whoever cannot help it is not
/// blamed: what the operator must put right is the server's failure, not the request's.
public final class CallProblems {
  private CallProblems() {}

  /// @param call finds the attempts under `/api/v1/calls`
  public static Problem of(CallError told, UUID call) {
    var error = told.bare();
    var problem =
        new Problem(type(error), error.message())
            .with("call", call)
            .with("error", error.word())
            .with(Tongue.CODE, code(error));
    return retryAfter(error)
        .map(pause ->
            problem.withHeader("Retry-After", String.valueOf(pause.plusMillis(999).toSeconds())))
        .orElse(problem);
  }

  private static ProblemType type(CallError error) {
    return switch (error) {
      case CallError.Throttled _, CallError.NoRoom _ -> ProblemType.TOO_MANY_REQUESTS;
      case CallError.LeftAlone _, CallError.Overloaded _, CallError.Unreachable _ ->
          ProblemType.PROVIDER_UNAVAILABLE;
      case CallError.Silent _, CallError.DeadlinePassed _, CallError.TooLate _ ->
          ProblemType.PROVIDER_TOO_SLOW;
      case CallError.TooLarge _ -> ProblemType.TOO_LARGE;
      case CallError.TooLong _, CallError.Invalid _ -> ProblemType.INVALID_BODY;
      case CallError.Refused _, CallError.BadDocument _ -> ProblemType.NOT_ACCEPTED;
      case CallError.NotFound _ -> ProblemType.NOT_FOUND;
      default -> broken(error);
    };
  }

  private static ProblemType broken(CallError error) {
    return switch (error.mender()) {
      case OPERATOR -> ProblemType.PROVIDER_NOT_USABLE;
      case TIME, CALLER, US -> ProblemType.PROVIDER_FAILED;
    };
  }

  private static String code(CallError error) {
    return switch (error.mender()) {
      case OPERATOR -> "upstream_" + error.word();
      case TIME, CALLER, US -> known(error);
    };
  }

  /// Where OpenAI has a word for it, its clients look for that one.
  private static String known(CallError error) {
    return switch (error) {
      case CallError.TooLong _ -> "context_length_exceeded";
      case CallError.Throttled _, CallError.NoRoom _ -> "rate_limit_exceeded";
      default -> error.word();
    };
  }

  private static Optional<Duration> retryAfter(CallError error) {
    return switch (error) {
      case CallError.Throttled(var asked) -> asked;
      case CallError.Overloaded(var asked) -> asked;
      case CallError.LeftAlone(var left) -> Optional.of(left);
      case CallError.NoRoom(var needed) -> Optional.of(needed);
      default -> Optional.empty();
    };
  }
}
