package lectern.chunk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import lectern.document.Chunk;
import lectern.document.Page;
import lectern.document.TextRange;

/// Packs the parts of one page into its chunks, in their order.
///
/// A part joins the open chunk until that has about the target; a block that would go over it
/// begins a new chunk, unless the open one is slight, and a block is finished under the bound
/// rather than leave a crumb. Sums of tokens decide; since tokenizers are not quite additive, each
/// chunk is measured once when it is closed, and the rare one that is over the bound is halved.
final class Packing {

  /// Under a quarter of the target a chunk is worth little alone.
  private static final int SLIGHT = 4;

  private final Page page;
  private final Measure measure;
  private final int firstOrdinal;
  private final List<Chunk> chunks = new ArrayList<>();

  private final List<Part> open = new ArrayList<>();

  /// Tokens of the open chunk's own text.
  private int tokens = 0;

  private boolean onlyHeadings = true;

  /// The level of the outermost heading in a pile.
  private int outermost = 0;

  Packing(Page page, Measure measure, int firstOrdinal) {
    this.page = page;
    this.measure = measure;
    this.firstOrdinal = firstOrdinal;
  }

  /// Adds a heading: it begins a chunk, or goes on a pile of headings without text between them.
  /// The pile is under what is above its outermost heading.
  void heading(Part heading, int level) {
    if (!onlyHeadings || tokens + heading.tokens() > measure.target()) {
      close();
    }
    append(heading);
    if (open.size() == 1) {
      outermost = level;
    } else if (level < outermost) {
      Part first = open.getFirst();
      open.set(0, new Part(first.range(), first.tokens(), heading.context()));
      outermost = level;
    }
  }

  /// How many tokens a block under the given context may have to be taken in one piece.
  int room(Context context) {
    boolean headed = !open.isEmpty() && onlyHeadings;
    return headed
        ? measure.max() - open.getFirst().context().tokens() - tokens - 1
        : measure.max() - context.tokens();
  }

  /// Adds a block, whole or in parts.
  void block(List<Part> parts) {
    int rest = parts.stream().mapToInt(Part::tokens).sum();
    boolean slight = tokens * SLIGHT < measure.target();
    if (!onlyHeadings && !slight && tokens + rest > measure.target()) {
      close();
    }
    for (Part part : parts) {
      if (!joins(part, rest)) {
        close();
      }
      append(part);
      onlyHeadings = false;
      rest -= part.tokens();
    }
  }

  /// @param rest the tokens of the block from this part on
  private boolean joins(Part part, int rest) {
    if (open.isEmpty()) {
      return true;
    }
    int before = tokens + gap(part);
    int room = measure.max() - open.getFirst().context().tokens() - before;
    boolean wanted = onlyHeadings || before + part.tokens() <= measure.target() || rest <= room;
    return wanted && part.tokens() <= room;
  }

  private void append(Part part) {
    tokens += gap(part) + part.tokens();
    open.add(part);
  }

  private int gap(Part part) {
    return open.isEmpty() ? 0 : measure.gap(part.range().start() - open.getLast().range().end());
  }

  /// All chunks of the page. Nothing can be added afterwards.
  List<Chunk> finish() {
    close();
    return List.copyOf(chunks);
  }

  /// Ends the open chunk, if there is one.
  void close() {
    Deque<List<Part>> left = new ArrayDeque<>();
    if (!open.isEmpty()) {
      left.push(List.copyOf(open));
    }
    while (!left.isEmpty()) {
      List<Part> parts = left.pop();
      Chunk chunk = chunk(parts);
      if (measure.tokens(chunk.inContext()) <= measure.max() || isCharacter(chunk)) {
        chunks.add(chunk);
      } else {
        lighter(parts).reversed().forEach(left::push);
      }
    }
    open.clear();
    tokens = 0;
    onlyHeadings = true;
  }

  private Chunk chunk(List<Part> parts) {
    Part first = parts.getFirst();
    var range = new TextRange(first.range().start(), parts.getLast().range().end());
    return new Chunk(
        firstOrdinal + chunks.size(),
        page.number(),
        range,
        range.of(page.markdown()),
        first.context().headings(),
        first.context().tableHeader());
  }

  private boolean isCharacter(Chunk chunk) {
    boolean alone = chunk.headings().isEmpty() && chunk.tableHeader().isEmpty();
    return alone && chunk.text().codePointCount(0, chunk.text().length()) == 1;
  }

  /// The same text in lighter chunks: halves, else with less around it, else cut inside.
  private List<List<Part>> lighter(List<Part> parts) {
    if (parts.size() > 1) {
      int half = parts.size() / 2;
      return List.of(parts.subList(0, half), parts.subList(half, parts.size()));
    }
    Part part = parts.getFirst();
    if (!part.context().isEmpty()) {
      return List.of(List.of(new Part(part.range(), part.tokens(), part.context().weaker())));
    }
    int room = Math.max(1, Math.min(part.tokens(), measure.max()) / 2);
    return new WordCut(page.markdown(), measure)
        .cut(part.range(), room, Context.NONE).stream().map(List::of).toList();
  }
}
