/// What a model would say: answers, tool calls, vectors and tokens, made from the request and the
/// seed alone. Knows no API.
@NullMarked
package lectern.simulator.mind;

import org.jspecify.annotations.NullMarked;
