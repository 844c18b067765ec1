/// The embedded index: Lucene, with words and vectors of a chunk in one entry.
@NullMarked
package lectern.index.lucene;

import org.jspecify.annotations.NullMarked;
