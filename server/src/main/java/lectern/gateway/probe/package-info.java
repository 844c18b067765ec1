/// Finds out what can be found out about providers without paying: whether they can be reached,
/// take their keys, and serve the models that routes ask for.
@NullMarked
package lectern.gateway.probe;

import org.jspecify.annotations.NullMarked;
