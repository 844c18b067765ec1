/// What operators see: whether all parts are well, and every metric in one table.
///
/// It does not know HTTP. Read {@link lectern.monitor.Metric}, then {@link lectern.monitor.Metrics}
/// and {@link lectern.monitor.Health}.
@NullMarked
package lectern.monitor;

import org.jspecify.annotations.NullMarked;
