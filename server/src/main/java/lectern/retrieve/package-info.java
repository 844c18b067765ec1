/// A question becomes passages: the runs of pages most likely to answer it.
///
/// It does not know who asks or what becomes of the passages. Read {@link
/// lectern.retrieve.Retriever}, then {@link lectern.retrieve.RankFusion} and {@link
/// lectern.retrieve.FoundChunks}.
@NullMarked
package lectern.retrieve;

import org.jspecify.annotations.NullMarked;
