/// Answers that are kept, so that nobody pays for the same one twice.
@NullMarked
package lectern.gateway.cache;

import org.jspecify.annotations.NullMarked;
