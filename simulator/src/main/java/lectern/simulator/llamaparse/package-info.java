/// The API of LlamaParse, v2 and v1. Knows neither the wire nor the other vendor. Reading order:
/// [lectern.simulator.llamaparse.LlamaParse], `Acceptance` (how a job begins), `Foresight` (what it
/// will come to), `Jobs` (how it gets there), `News` (who is told), then the endpoints `ParseV2`,
/// `ParsingV1`, `FilesApi`, `WebhookConfigsApi` and `Storage`.
@NullMarked
package lectern.simulator.llamaparse;

import org.jspecify.annotations.NullMarked;
