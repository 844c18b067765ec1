/// The simulator's own endpoints below `/__sim`: bill, faults, time. Knows no vendor. Reading
/// order: [lectern.simulator.control.Control], then the desks it consists of.
@NullMarked
package lectern.simulator.control;

import org.jspecify.annotations.NullMarked;
