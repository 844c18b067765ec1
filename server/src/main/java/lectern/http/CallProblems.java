package lectern.http;

import java.util.UUID;
import lectern.gateway.CallError;
import lectern.gateway.CallError.Abandoned;
import lectern.gateway.CallError.AskedNotToRetry;
import lectern.gateway.CallError.BadDocument;
import lectern.gateway.CallError.CutStream;
import lectern.gateway.CallError.DeadlinePassed;
import lectern.gateway.CallError.Invalid;
import lectern.gateway.CallError.JobOutOfTime;
import lectern.gateway.CallError.KeyRejected;
import lectern.gateway.CallError.LeftAlone;
import lectern.gateway.CallError.LostReply;
import lectern.gateway.CallError.NoRoom;
import lectern.gateway.CallError.NotAllowed;
import lectern.gateway.CallError.NotFound;
import lectern.gateway.CallError.NotOffered;
import lectern.gateway.CallError.NotUnderstood;
import lectern.gateway.CallError.OtherModel;
import lectern.gateway.CallError.OutOfCredit;
import lectern.gateway.CallError.Overloaded;
import lectern.gateway.CallError.ProviderFailed;
import lectern.gateway.CallError.Refused;
import lectern.gateway.CallError.ResultExpired;
import lectern.gateway.CallError.Silent;
import lectern.gateway.CallError.Throttled;
import lectern.gateway.CallError.TooLarge;
import lectern.gateway.CallError.TooLate;
import lectern.gateway.CallError.TooLong;
import lectern.gateway.CallError.UnknownModel;
import lectern.gateway.CallError.Unreachable;

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
    return error
        .comeAgain()
        .map(pause ->
            problem.withHeader("Retry-After", String.valueOf(pause.plusMillis(999).toSeconds())))
        .orElse(problem);
  }

  private static ProblemType type(CallError error) {
    return switch (error) {
      case AskedNotToRetry(var bare) -> type(bare);
      case Throttled _, NoRoom _ -> ProblemType.TOO_MANY_REQUESTS;
      case LeftAlone _, Overloaded _, Unreachable _ -> ProblemType.PROVIDER_UNAVAILABLE;
      case Silent _, DeadlinePassed _, TooLate _ -> ProblemType.PROVIDER_TOO_SLOW;
      case ProviderFailed _, LostReply _, CutStream _, JobOutOfTime _ ->
          ProblemType.PROVIDER_FAILED;
      case KeyRejected _, NotAllowed _, OutOfCredit _, UnknownModel _, NotOffered _ ->
          ProblemType.PROVIDER_NOT_USABLE;
      case TooLarge _ -> ProblemType.TOO_LARGE;
      case TooLong _, Invalid _ -> ProblemType.INVALID_BODY;
      case Refused _, BadDocument _ -> ProblemType.NOT_ACCEPTED;
      case NotFound _ -> ProblemType.NOT_FOUND;
      case Abandoned _, NotUnderstood _, ResultExpired _, OtherModel _ ->
          ProblemType.PROVIDER_FAILED;
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
    if (error instanceof TooLong) {
      return "context_length_exceeded";
    }
    return type(error) == ProblemType.TOO_MANY_REQUESTS ? "rate_limit_exceeded" : error.word();
  }
}
