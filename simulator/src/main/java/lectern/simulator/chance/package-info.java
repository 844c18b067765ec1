/// What looks like chance and is none: everything random is made from the seed and from what was
/// asked, never from when or in which order. Knows nothing of what it is used for. Read
/// [lectern.simulator.chance.Seed] first.
@NullMarked
package lectern.simulator.chance;

import org.jspecify.annotations.NullMarked;
