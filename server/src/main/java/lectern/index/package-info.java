/// Keeps chunks and finds them, by their words and by their meaning.
///
/// An index is a copy: it can be deleted and built again from the database, without paying anyone.
/// It does not know what a question is for, nor where text comes from. Read {@link
/// lectern.index.SearchIndex}; `lectern.index.lucene` is the one that is embedded.
@NullMarked
package lectern.index;

import org.jspecify.annotations.NullMarked;
