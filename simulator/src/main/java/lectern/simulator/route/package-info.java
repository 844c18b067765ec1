/// What an endpoint is: a request goes in, something billable comes out. Knows no vendor. Reading
/// order: [lectern.simulator.route.Route], [lectern.simulator.route.Call],
/// [lectern.simulator.route.Served], [lectern.simulator.route.Vendor].
@NullMarked
package lectern.simulator.route;

import org.jspecify.annotations.NullMarked;
