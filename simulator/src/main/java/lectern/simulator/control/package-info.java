/// The simulator's own endpoints below `/__sim`: bill, faults, time.
@NullMarked
package lectern.simulator.control;

import org.jspecify.annotations.NullMarked;
