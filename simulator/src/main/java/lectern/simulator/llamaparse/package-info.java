/// The API of LlamaParse, v2 and v1. Knows neither the wire nor the other vendor.
@NullMarked
package lectern.simulator.llamaparse;

import org.jspecify.annotations.NullMarked;
