/// The documents as readers see them: lists, names, tags, collections, what is going on with them.
///
/// It does not know HTTP. Read {@link lectern.library.JobEvents}.
@NullMarked
package lectern.library;

import org.jspecify.annotations.NullMarked;
