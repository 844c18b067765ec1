/// Pages become chunks: runs of one page's text, cut where its structure allows, each small enough
/// for the embedding model together with the headings and the table header it needs.
///
/// Pure: it reads no file and calls no service. It does not know which model counts the tokens, how
/// the pages came about, or what becomes of the chunks.
///
/// Read {@link lectern.chunk.Chunker}, which tells what a chunk promises; then, in the order of a
/// page's way, {@link lectern.chunk.MarkdownBlocks} (text to blocks), {@link lectern.chunk.Cutter}
/// (blocks to parts) and {@link lectern.chunk.Packing} (parts to chunks).
@NullMarked
package lectern.chunk;

import org.jspecify.annotations.NullMarked;
