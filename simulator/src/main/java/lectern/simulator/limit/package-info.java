/// How much a caller may ask for in a while. Knows neither vendors nor plans. Read
/// [lectern.simulator.limit.Bucket] first.
@NullMarked
package lectern.simulator.limit;

import org.jspecify.annotations.NullMarked;
