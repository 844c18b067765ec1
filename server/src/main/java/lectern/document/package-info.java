/// The words of Lectern: what a document, a page, a chunk and a citation are. Depends on nothing.
///
/// Read {@link lectern.document.Document}, then {@link lectern.document.Page}, {@link
/// lectern.document.Chunk}, {@link lectern.document.Passage} and {@link lectern.document.Citation}.
@NullMarked
package lectern.document;

import org.jspecify.annotations.NullMarked;
