package lectern.simulator.fault;

import java.time.Instant;
import lectern.simulator.http.Fields;

/// What a rule is held against: a request, or a webhook about to be sent.
///
/// @param endpoint such as `openai.chat` or `llamaparse.webhook`
/// @param model the model asked for, the tier of a parse job, the type of a webhook's event; else
///   empty
public record Subject(
    String endpoint,
    String model,
    Fields headers,
    String fingerprint,
    int occurrence,
    Instant at) {}
