package lectern.chunk;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import lectern.document.Chunk;
import lectern.document.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTest {

  /// Words of four letters or less have one token each: 30 are packed, 40 is the bound.
  private static final ChunkLimits SMALL = new ChunkLimits(30, 40);

  @Test
  void a_blank_page_has_no_chunks() {
    assertThat(chunks(" \n\t\n")).isEmpty();
  }

  @Test
  void small_blocks_under_one_heading_share_a_chunk() {
    assertThat(texts("# Cover\n\nWater.\n\n- fire\n- hail\n"))
        .containsExactly("# Cover\n\nWater.\n\n- fire\n- hail");
  }

  @Test
  void a_block_that_would_go_over_the_target_begins_a_new_chunk() {
    String one = words(20);

    assertThat(texts(one + "\n\n" + one)).containsExactly(one, one);
  }

  @Test
  void a_slight_paragraph_stays_with_the_block_it_introduces() {
    assertThat(texts("As follows:\n\n" + words(30))).hasSize(1);
  }

  @Test
  void every_heading_begins_a_chunk() {
    assertThat(texts("Before.\n# One\nfirst\n# Two\nsecond"))
        .containsExactly("Before.", "# One\nfirst", "# Two\nsecond");
  }

  @Test
  void headings_without_text_between_them_stay_together_with_the_first_text() {
    assertThat(texts("# One\n## Two\n\ntext")).containsExactly("# One\n## Two\n\ntext");
  }

  @Test
  void a_heading_is_alone_only_when_nothing_follows_on_its_page() {
    assertThat(texts("text\n\n# Last")).containsExactly("text", "# Last");
  }

  @Test
  void a_heading_stays_with_the_first_sentence_of_a_paragraph_too_long_for_both() {
    String sentence = sentence(16);

    assertThat(texts("# One two\n\n" + sentence + " " + sentence + " " + sentence))
        .containsExactly("# One two\n\n" + sentence, sentence + " " + sentence);
  }

  @Test
  void the_path_has_the_headings_above_and_not_the_one_in_the_text() {
    List<Chunk> chunks = chunks("# Policy\nall\n## Water\nwet\n\n" + words(35) + "\n## Fire\nhot");

    assertThat(chunks)
        .extracting(Chunk::headings)
        .containsExactly(
            List.of(), List.of("Policy"), List.of("Policy", "Water"), List.of("Policy"));
  }

  @Test
  void a_pile_of_headings_is_under_what_is_above_its_outermost() {
    List<Chunk> chunks = chunks("# One\nfirst\n### Empty\n## Two\nsecond");

    assertThat(chunks.getLast().text()).isEqualTo("### Empty\n## Two\nsecond");
    assertThat(chunks.getLast().headings()).containsExactly("One");
  }

  @Test
  void a_heading_closes_all_that_are_as_deep_or_deeper() {
    Chunked chunked = chunk("# A\n### B\n## C\n#### D\n## E");

    assertThat(chunked.after().path()).extracting(Outline.Heading::title).containsExactly("A", "E");
  }

  @Test
  void an_underlined_line_is_a_heading() {
    assertThat(chunk("Cover\n=====\nWater.\n\nFire\n----\n").after().path())
        .containsExactly(new Outline.Heading(1, "Cover"), new Outline.Heading(2, "Fire"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# **Water** damage",
        "# _Water_   `damage` ##",
        "#\tWater *damage*",
        "  # Water damage #"
      })
  void marks_are_no_part_of_a_title(String line) {
    assertThat(chunk(line).after().path()).containsExactly(new Outline.Heading(1, "Water damage"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a snake_case name", "5 * 3", "C#"})
  void what_only_looks_like_a_mark_stays_in_the_title(String title) {
    assertThat(chunk("# " + title).after().path()).containsExactly(new Outline.Heading(1, title));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"#hashtag", "####### seven", "#", "# **", "    # code", "```\n# shell\n```"})
  void not_every_line_with_a_mark_is_a_heading(String line) {
    assertThat(chunk(line).after().path()).isEmpty();
    assertThat(texts(line)).containsExactly(line.strip());
  }

  @Test
  void the_outline_goes_on_over_pages() {
    Chunked first = chunk("# Policy\n\nWater.");
    Page second = new Page(2, "Fire.", List.of(), Page.Origin.TEXT);

    List<Chunk> chunks = chunker().chunk(second, first.after()).chunks();

    assertThat(chunks).hasSize(1);
    assertThat(chunks.getFirst().ordinal()).isEqualTo(1);
    assertThat(chunks.getFirst().page()).isEqualTo(2);
    assertThat(chunks.getFirst().inContext()).isEqualTo("Policy\nFire.");
  }

  @Test
  void a_long_table_is_cut_between_rows_and_its_header_repeated() {
    List<Chunk> chunks = chunks("| no | sum |\n| --- | --- |\n" + rows(1, 12));

    assertThat(chunks)
        .extracting(Chunk::text)
        .containsExactly("| no | sum |\n| --- | --- |\n" + rows(1, 4), rows(5, 10), rows(11, 12));
    assertThat(chunks)
        .extracting(Chunk::tableHeader)
        .containsExactly("", "| no | sum |", "| no | sum |");
  }

  @Test
  void a_header_may_have_several_rows() {
    List<Chunk> chunks = chunks("| a | b |\n| c | d |\n|---|---|\n" + rows(1, 12));

    assertThat(chunks.getLast().tableHeader()).isEqualTo("| a | b |\n| c | d |");
  }

  @Test
  void rows_that_go_on_from_the_page_before_are_cut_between_rows_too() {
    assertThat(texts(rows(1, 9))).containsExactly(rows(1, 6), rows(7, 9));
  }

  @Test
  void a_table_needs_no_pipes_at_its_sides() {
    List<Chunk> chunks = chunks("no | sum\n--- | ---\n" + "1 | 2 | 3 | 4\n".repeat(8));

    assertThat(chunks).hasSizeGreaterThan(1);
    assertThat(chunks.getLast().tableHeader()).isEqualTo("no | sum");
    assertThat(texts("a line with a | only")).hasSize(1);
  }

  @Test
  void a_row_longer_than_the_bound_is_cut_at_cell_borders() {
    String cell = words(15);

    assertThat(texts("| " + cell + " | " + cell + " | " + cell + " |"))
        .containsExactly("| " + cell, "| " + cell + " | " + cell + " |");
  }

  @Test
  void a_row_that_fits_only_without_the_header_goes_without_it() {
    String header = "| " + words(14) + " |";
    String row = "| " + words(30) + " |";

    List<Chunk> chunks = chunks(header + "\n| --- |\n" + row + "\n| " + words(10) + " |");

    assertThat(chunks).extracting(Chunk::text).contains(row);
    assertThat(chunks).extracting(Chunk::tableHeader).containsExactly("", "", header);
  }

  @Test
  void a_header_over_half_of_the_bound_is_not_repeated() {
    List<Chunk> chunks = chunks("| " + words(25) + " |\n| --- |\n" + rows(1, 12));

    assertThat(chunks).extracting(Chunk::tableHeader).containsOnly("");
  }

  @Test
  void an_empty_header_is_not_repeated() {
    List<Chunk> chunks = chunks("|  |  |\n| --- | --- |\n" + rows(1, 12));

    assertThat(chunks).hasSizeGreaterThan(1).extracting(Chunk::tableHeader).containsOnly("");
  }

  @Test
  void a_long_paragraph_is_cut_at_sentence_ends() {
    assertThat(texts((sentence(12) + " ").repeat(4)))
        .containsExactly(sentence(12) + " " + sentence(12), sentence(12) + " " + sentence(12));
  }

  @Test
  void chinese_is_cut_at_its_full_stops() {
    assertThat(texts("保险责任自次日零时起生效。".repeat(20)))
        .hasSizeGreaterThan(1)
        .allSatisfy(text -> assertThat(text).endsWith("。"));
  }

  @Test
  void a_sentence_longer_than_a_chunk_is_cut_at_blanks() {
    assertThat(texts(words(100)))
        .hasSizeBetween(3, 4)
        .allSatisfy(t -> assertThat(t).endsWith("word"));
  }

  @Test
  void a_sentence_longer_than_a_chunk_is_cut_after_a_clause_where_there_is_one() {
    String clause = words(8) + " ;";

    assertThat(texts((clause + " ").repeat(10)))
        .hasSizeGreaterThan(2)
        .allSatisfy(text -> assertThat(text).endsWith(";"));
  }

  @Test
  void a_word_longer_than_a_chunk_is_cut_between_the_characters_a_reader_sees() {
    String family = "👩‍👩‍👧‍👦";

    assertThat(texts(family.repeat(1000)))
        .allSatisfy(text -> assertThat(text.length() % family.length()).isZero());
  }

  @Test
  void code_is_cut_between_lines_and_a_row_in_it_is_no_table() {
    List<Chunk> chunks = chunks("~~~\n" + "| one two | ```\n".repeat(20) + "~~~");

    assertThat(chunks).hasSizeGreaterThan(2);
    assertThat(chunks).extracting(Chunk::tableHeader).containsOnly("");
    assertThat(chunks.get(1).text()).startsWith("| one").endsWith("```");
  }

  @Test
  void of_a_path_too_long_the_innermost_headings_are_kept() {
    Chunked first = chunk("# outermost " + words(5) + "\n## " + words(4) + " inner\n### last");

    Chunk chunk = chunker().chunk(page("text"), first.after()).chunks().getFirst();

    assertThat(chunk.headings()).containsExactly(words(4) + " inner", "last");
  }

  @Test
  void of_a_single_heading_too_long_the_beginning_is_kept() {
    Chunked first = chunk("# begin " + words(100));

    Chunk chunk = chunker().chunk(page("text"), first.after()).chunks().getFirst();

    assertThat(chunk.headings()).hasSize(1);
    assertThat(chunk.headings().getFirst()).startsWith("begin word").hasSizeLessThan(60);
  }

  @Test
  void a_tokenizer_that_takes_a_long_word_for_one_token_makes_no_endless_chunk() {
    var chunker = new Chunker(text -> 1, SMALL);

    assertThat(chunker.chunk(page("x".repeat(10_000)), Outline.START).chunks())
        .hasSizeGreaterThan(10)
        .allSatisfy(chunk -> assertThat(chunk.text().length()).isLessThanOrEqualTo(40 * 16));
  }

  @Test
  void limits_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new ChunkLimits(300, 200))
        .hasMessageContaining("target 300 and max 200");
    assertThatThrownBy(() -> new ChunkLimits(1, 15)).isInstanceOf(IllegalArgumentException.class);
  }

  private static String words(int count) {
    return IntStream.range(0, count).mapToObj(_ -> "word").collect(joining(" "));
  }

  private static String sentence(int words) {
    return "So " + words(words - 1) + ".";
  }

  /// Rows of five tokens.
  private static String rows(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj("| %d | 10 |"::formatted)
        .collect(joining("\n"));
  }

  private static List<String> texts(String markdown) {
    return chunks(markdown).stream().map(Chunk::text).toList();
  }

  private static List<Chunk> chunks(String markdown) {
    return chunk(markdown).chunks();
  }

  private static Chunked chunk(String markdown) {
    return chunker().chunk(page(markdown), Outline.START);
  }

  private static Chunker chunker() {
    return new Chunker(new FourCharTokens(), SMALL);
  }

  private static Page page(String markdown) {
    return new Page(1, markdown, List.of(), Page.Origin.TEXT);
  }
}
