package lectern.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lectern.document.Chunk;
import lectern.document.Page;
import lectern.document.TextRange;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// The promises in the comment of {@link Chunker}, tried on text nobody chose. On failure the name
/// of the run is the seed.
class ChunkerPropertyTest {

  private static final TokenCounter TOKENS = new FourCharTokens();
  private static final List<ChunkLimits> LIMITS =
      List.of(
          ChunkLimits.DEFAULT,
          new ChunkLimits(60, 80),
          new ChunkLimits(80, 80),
          new ChunkLimits(8, 16));

  @RepeatedTest(value = 200, name = "seed {currentRepetition}")
  void every_chunk_quotes_its_page_and_nothing_is_lost(RepetitionInfo run) {
    var document = new NastyDocument(run.getCurrentRepetition());
    Page page = page(document.text.toString());
    ChunkLimits limits = LIMITS.get(run.getCurrentRepetition() % LIMITS.size());

    List<Chunk> chunks = new Chunker(TOKENS, limits).chunk(page, Outline.START).chunks();

    assertThatAllIsQuotedOnce(page.markdown(), chunks);
    assertThat(chunks).allSatisfy(chunk -> assertThatItFits(chunk, TOKENS, limits));
    assertThat(document.tables)
        .allSatisfy(table -> assertThatRowsAreWhole(table, page, chunks, limits));
    assertThat(chunks).allSatisfy(chunk -> assertThatHeaderIsCarried(chunk, document, limits));
    assertThat(chunks).allSatisfy(chunk -> assertThatPathIsRight(chunk, document));
    assertThat(chunks).allSatisfy(chunk -> assertThatNoPairIsSplit(chunk.text()));
    assertThat(document.headings)
        .allSatisfy(heading -> assertThatItBeginsAChunk(heading, document, chunks));
    assertThatNoHeadingIsAlone(document, chunks, limits);
  }

  @RepeatedTest(value = 200, name = "seed {currentRepetition}")
  void nothing_is_lost_of_rubbish_whatever_the_tokenizer(RepetitionInfo run) {
    int seed = run.getCurrentRepetition();
    Page page = page(NastyDocument.rubbish(seed));
    ChunkLimits limits = LIMITS.get(seed % LIMITS.size());
    TokenCounter tokens = seed % 3 == 0 ? TOKENS : new UnevenTokens();

    List<Chunk> chunks = new Chunker(tokens, limits).chunk(page, Outline.START).chunks();

    assertThatAllIsQuotedOnce(page.markdown(), chunks);
    assertThat(chunks).allSatisfy(chunk -> assertThatItFits(chunk, tokens, limits));
  }

  private static void assertThatAllIsQuotedOnce(String markdown, List<Chunk> chunks) {
    int end = 0;
    for (int i = 0; i < chunks.size(); i++) {
      Chunk chunk = chunks.get(i);
      assertThat(chunk.ordinal()).isEqualTo(i);
      assertThat(chunk.page()).isEqualTo(7);
      assertThat(chunk.text()).isNotBlank().isEqualTo(chunk.range().of(markdown));
      assertThat(chunk.range().start()).isGreaterThanOrEqualTo(end);
      assertThat(markdown.substring(end, chunk.range().start())).isBlank();
      end = chunk.range().end();
    }
    assertThat(markdown.substring(end)).isBlank();
  }

  private static void assertThatItFits(Chunk chunk, TokenCounter tokens, ChunkLimits limits) {
    assertThat(tokens.count(chunk.inContext())).isLessThanOrEqualTo(limits.maxTokens());
    assertThat(chunk.inContext().length()).isLessThanOrEqualTo(16 * limits.maxTokens());
  }

  private static void assertThatNoPairIsSplit(String text) {
    assertThat(Character.isLowSurrogate(text.charAt(0))).isFalse();
    assertThat(Character.isHighSurrogate(text.charAt(text.length() - 1))).isFalse();
  }

  private static void assertThatRowsAreWhole(
      NastyDocument.Table table, Page page, List<Chunk> chunks, ChunkLimits limits) {
    for (TextRange row : table.rows()) {
      for (Chunk chunk : chunks) {
        boolean cut = isInside(row, chunk.range().start()) || isInside(row, chunk.range().end());
        if (cut) {
          var alone = new Chunk(0, 1, row, row.of(page.markdown()), chunk.headings(), "");
          assertThat(TOKENS.count(alone.inContext()) + 2).isGreaterThan(limits.maxTokens());
        }
      }
    }
  }

  private static boolean isInside(TextRange range, int border) {
    return range.start() < border && border < range.end();
  }

  private static void assertThatHeaderIsCarried(
      Chunk chunk, NastyDocument document, ChunkLimits limits) {
    int start = chunk.range().start();
    var around =
        document.tables.stream()
            .filter(table -> table.header().end() < start && start < table.range().end())
            .findFirst();
    if (around.isEmpty()
        || around.get().rows().isEmpty()
        || start < around.get().rows().getFirst().start()) {
      assertThat(chunk.tableHeader()).isEmpty();
      return;
    }
    String header = around.get().header().of(document.text.toString());
    boolean tooLong = TOKENS.count(header) + 1 > limits.maxTokens() / 2;
    if (chunk.tableHeader().isEmpty() && !tooLong) {
      TextRange row =
          around.get().rows().stream().filter(r -> r.end() > start).findFirst().orElseThrow();
      var headed = new Chunk(0, 1, row, row.of(document.text.toString()), chunk.headings(), header);
      assertThat(TOKENS.count(headed.inContext()) + 3).isGreaterThan(limits.maxTokens());
    } else {
      assertThat(chunk.tableHeader()).isEqualTo(tooLong ? "" : header);
    }
  }

  /// The chunk's path is the inner end of the whole path; of a single heading maybe its beginning.
  private static void assertThatPathIsRight(Chunk chunk, NastyDocument document) {
    var path = new ArrayList<NastyDocument.Heading>();
    for (NastyDocument.Heading heading : document.headings) {
      if (heading.range().start() < chunk.range().end()) {
        path.removeIf(open -> open.level() >= heading.level());
      }
      if (heading.range().end() <= chunk.range().start()) {
        path.add(heading);
      }
    }
    List<String> titles = path.stream().map(NastyDocument.Heading::title).toList();
    assertThat(chunk.headings().isEmpty()).isEqualTo(titles.isEmpty());
    if (chunk.headings().size() == 1) {
      assertThat(titles.getLast()).startsWith(chunk.headings().getFirst());
    } else {
      assertThat(titles).endsWith(chunk.headings().toArray(String[]::new));
    }
  }

  private static void assertThatItBeginsAChunk(
      NastyDocument.Heading heading, NastyDocument document, List<Chunk> chunks) {
    int at = heading.range().start();
    Chunk chunk =
        chunks.stream()
            .filter(c -> c.range().start() <= at && at < c.range().end())
            .findFirst()
            .orElseThrow();
    var before = new StringBuilder(document.text.substring(0, at));
    for (NastyDocument.Heading other : document.headings) {
      int from = Math.min(other.range().start(), at);
      int to = Math.min(other.range().end(), at);
      before.replace(from, to, " ".repeat(to - from));
    }
    assertThat(before.substring(chunk.range().start())).isBlank();
  }

  private static void assertThatNoHeadingIsAlone(
      NastyDocument document, List<Chunk> chunks, ChunkLimits limits) {
    for (int i = 0; i + 1 < chunks.size(); i++) {
      Chunk chunk = chunks.get(i);
      Chunk next = chunks.get(i + 1);
      boolean alone = document.headings.stream().anyMatch(h -> h.range().equals(chunk.range()));
      boolean nextIsHeading =
          document.headings.stream().anyMatch(h -> h.range().start() == next.range().start());
      boolean near = next.range().start() - chunk.range().end() <= 2;
      boolean shortOne = TOKENS.count(chunk.text()) <= limits.maxTokens() / 4;
      if (alone && shortOne && near && !nextIsHeading) {
        assertThat(TOKENS.count(chunk.inContext()) + TOKENS.count(next.inContext()) + 4)
            .isGreaterThan(limits.maxTokens());
      }
    }
  }

  private static Page page(String markdown) {
    return new Page(7, markdown, List.of(), Page.Origin.TEXT);
  }
}
