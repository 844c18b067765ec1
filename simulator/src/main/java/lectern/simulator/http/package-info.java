/// A request as it arrived and a reply as it is meant to leave, as plain values. Knows neither the
/// server that carries them nor the vendors. Reading order: [lectern.simulator.http.Request],
/// [lectern.simulator.http.Body], [lectern.simulator.http.Reply], [lectern.simulator.http.Refusal].
@NullMarked
package lectern.simulator.http;

import org.jspecify.annotations.NullMarked;
