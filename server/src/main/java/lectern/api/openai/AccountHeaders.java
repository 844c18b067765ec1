package lectern.api.openai;

import java.util.LinkedHashMap;
import java.util.Map;
import lectern.gateway.Account;
import lectern.gateway.Attempt;
import lectern.gateway.Request;

/// How a call went, in the headers of its reply.
final class AccountHeaders {
  private AccountHeaders() {}

  /// Of a call that is over.
  static Map<String, String> of(Account account) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("x-lectern-call", account.call().toString());
    account
        .target()
        .ifPresent(target -> {
          headers.put("x-lectern-provider", target.provider());
          headers.put("x-lectern-model", target.model());
        });
    headers.put("x-lectern-attempts", Integer.toString(account.attempts()));
    account.fallback().ifPresent(why -> headers.put("x-lectern-fallback", why));
    account
        .hit()
        .ifPresentOrElse(
            hit -> {
              headers.put("x-lectern-cache", "hit");
              headers.put("x-lectern-cache-age", Long.toString(hit.age().toSeconds()));
              headers.put("x-lectern-tokens-avoided", Long.toString(hit.avoidedTokens()));
            },
            () -> {
              headers.put("x-lectern-cache", "miss");
              account
                  .usage()
                  .ifPresent(usage -> {
                    headers.put("x-lectern-tokens-input", Long.toString(usage.input()));
                    headers.put("x-lectern-tokens-output", Long.toString(usage.output()));
                  });
            });
    return headers;
  }

  /// Of a call whose stream begins; what it used stands in its last event, and in its record.
  static Map<String, String> of(Request request, Attempt attempt) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("x-lectern-call", request.id().toString());
    headers.put("x-lectern-provider", attempt.target().provider());
    headers.put("x-lectern-model", attempt.target().model());
    headers.put("x-lectern-attempts", Integer.toString(attempt.number()));
    attempt.fallback().ifPresent(why -> headers.put("x-lectern-fallback", why));
    headers.put("x-lectern-cache", "miss");
    return headers;
  }
}
