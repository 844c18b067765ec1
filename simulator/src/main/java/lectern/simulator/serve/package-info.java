/// Carries requests in and replies out, with all that goes wrong on the wire. Knows no vendor.
/// Reading order: [lectern.simulator.serve.HttpServer], `Intake`, `Switchboard`, `Script`, `Step`.
@NullMarked
package lectern.simulator.serve;

import org.jspecify.annotations.NullMarked;
