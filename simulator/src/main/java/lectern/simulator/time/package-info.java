/// The time the simulator lives in, real or virtual. Knows nothing of what happens in it. Read
/// [lectern.simulator.time.Timeline] first.
@NullMarked
package lectern.simulator.time;

import org.jspecify.annotations.NullMarked;
