package lectern.gateway.openai;

import java.util.Optional;
import lectern.gateway.CallError;
import lectern.gateway.wire.ErrorReply;

/// Placeholder.
final class OpenAiErrors {
  private OpenAiErrors() {}

  static CallError classify(ErrorReply reply) {
    return reply.status() >= 500
        ? new CallError.ProviderFailed(reply.status(), Optional.empty())
        : new CallError.NotUnderstood(reply.status(), reply.body());
  }
}
