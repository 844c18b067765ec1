package lectern.chunk;

import java.util.List;
import lectern.document.Chunk;
import lectern.document.Page;

/// Cuts pages into chunks by the structure of their Markdown.
///
/// What a chunk promises:
/// - Its text is exactly the characters of its range; every character of a page that is not white
///   space is in exactly one chunk, and no chunk crosses a page.
/// - With its headings and its table header it has at most {@link ChunkLimits#maxTokens}, and at
///   most 16 characters for each of these tokens.
/// - It begins at a heading wherever there is one, so that all of it is under one path; a heading
///   of up to a quarter of the bound stays with what follows it, unless both together are over the
///   bound or the page ends.
/// - It does not begin or end inside a table row, a line of code or a sentence, unless that alone
///   is over the bound; a long row is then cut at cell borders, all else at line ends, clauses and
///   blanks, and only a word longer than a chunk inside the word.
/// - One that begins below a table's header row carries that row, unless it takes more than half of
///   the bound, or would cause a row to be cut that fits without it.
/// - Its headings are those above it; one that stands in its text is not among them. When they take
///   more than a quarter of the bound, the outer ones are left out.
///
/// Work and memory grow with the page, never faster, whatever stands on it: text is measured about
/// twice, once in parts and once as a chunk. Safe for use by several threads if the counter is.
public final class Chunker {

  private final Measure measure;

  public Chunker(TokenCounter tokens, ChunkLimits limits) {
    this.measure = new Measure(tokens, limits);
  }

  /// Chunks one page, to be called for each page of a document in order.
  ///
  /// @param before {@link Outline#START} for the first page, else what the page before left
  public Chunked chunk(Page page, Outline before) {
    var cutter = new Cutter(page.markdown(), measure);
    var packing = new Packing(page, measure, before.nextOrdinal());
    Outline outline = before;
    Context context = Context.under(outline, measure);
    for (Block block : MarkdownBlocks.of(page.markdown())) {
      if (block instanceof Block.Heading heading) {
        place(heading, Context.under(outline.above(heading.level()), measure), cutter, packing);
        outline = outline.under(new Outline.Heading(heading.level(), heading.title()));
        context = Context.under(outline, measure);
      } else {
        packing.block(cutter.parts(block, context, packing.room(context)));
      }
    }
    List<Chunk> chunks = packing.finish();
    return new Chunked(chunks, outline.countingFrom(before.nextOrdinal() + chunks.size()));
  }

  /// A heading of more than a quarter of the bound is a paragraph that begins a chunk.
  private void place(Block.Heading heading, Context above, Cutter cutter, Packing packing) {
    List<Part> parts = cutter.parts(heading, above, measure.maxForHeadings());
    if (parts.size() == 1 && parts.getFirst().tokens() <= measure.maxForHeadings()) {
      packing.heading(parts.getFirst(), heading.level());
    } else {
      packing.close();
      packing.block(parts);
    }
  }
}
