/// What operators see: every metric in one table.
@NullMarked
package lectern.monitor;

import org.jspecify.annotations.NullMarked;
