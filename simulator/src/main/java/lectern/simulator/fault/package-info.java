/// What shall go wrong, when and how. Knows requests and plans, neither vendors nor the wire.
/// Reading order: [lectern.simulator.fault.Fault], [lectern.simulator.fault.Match],
/// [lectern.simulator.fault.Plan], [lectern.simulator.fault.Faults].
@NullMarked
package lectern.simulator.fault;

import org.jspecify.annotations.NullMarked;
