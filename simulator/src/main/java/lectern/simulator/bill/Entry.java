package lectern.simulator.bill;

import java.time.Instant;

/// One thing on the bill: a request, a line of a batch or a parse job that was accepted.
///
/// @param id of the request, unique on the bill
/// @param endpoint such as `openai.chat`
/// @param key the API key, masked
/// @param fingerprint of the request: see [lectern.simulator.http.Request]
/// @param occurrence the how-manieth with this fingerprint, from 1
public record Entry(
    String id,
    Instant at,
    String endpoint,
    String key,
    Charge charge,
    String fingerprint,
    int occurrence) {}
