package lectern.parse.local.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lectern.document.Page;
import lectern.parse.local.CollectedPages;
import lectern.parse.local.FormatReader;
import lectern.parse.local.ReadLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Markdown, CSV, plain text and e-mail.
class PlainTextTest {
  @TempDir Path folder;
  private final CollectedPages pages = new CollectedPages();

  @Test
  void markdown_is_kept_as_it_is() throws Exception {
    String markdown =
        """
        # Title

        Some *text* with `code`.

        - one
        - two

        ```sh
        # no heading

        echo "| no table |"
        ```

        | a | b |
        |---|:-:|
        | 1 | 2 |\
        """;

    read(new MarkdownReader(), markdown);

    assertThat(pages.all()).isEqualTo(markdown);
  }

  @Test
  void a_long_table_in_markdown_goes_on_with_its_header_repeated() throws Exception {
    String rows =
        IntStream.range(0, 500)
            .mapToObj(i -> "| " + i + " | value |")
            .collect(Collectors.joining("\n"));

    read(new MarkdownReader(), "# Data\n\n| n | v |\n|---|---|\n" + rows);

    assertThat(pages.pages).hasSizeGreaterThan(1);
    assertThat(pages.pages.stream().skip(1).map(Page::markdown))
        .allMatch(page -> page.startsWith("| n | v |\n|---|---|\n| "));
  }

  @Test
  void headings_go_along_with_what_follows_them() throws Exception {
    read(new MarkdownReader(), "x ".repeat(1990) + "\n\n## Next\n\nparagraph of the next part");

    assertThat(pages.pages).hasSize(2);
    assertThat(pages.markdown(2)).isEqualTo("## Next\n\nparagraph of the next part");
  }

  @Test
  void paragraphs_of_plain_text_are_kept_as_they_are() throws Exception {
    read(new TextReader(), "First line\n  second line\n\nNext paragraph\r\nends.\n\fNew page");

    assertThat(pages.markdown(1)).isEqualTo("First line\n  second line\n\nNext paragraph\nends.");
    assertThat(pages.markdown(2)).isEqualTo("New page");
  }

  @Test
  void a_text_without_any_line_end_is_cut_between_words() throws Exception {
    read(new TextReader(), "word ".repeat(10_000));

    assertThat(pages.pages).hasSizeBetween(12, 15);
    assertThat(pages.pages)
        .allMatch(page -> page.markdown().startsWith("word") && page.markdown().endsWith("word"));
    assertThat(pages.all().split("word", -1)).hasSize(10_001);
  }

  @Test
  void the_character_set_is_told_by_the_bytes() throws Exception {
    assertThat(charset("Grüße, naïve", StandardCharsets.UTF_8)).isEqualTo("Grüße, naïve");
    assertThat(charset("\uFEFFGrüße", StandardCharsets.UTF_8)).isEqualTo("Grüße");
    assertThat(charset("Plain wide text", StandardCharsets.UTF_16LE)).isEqualTo("Plain wide text");
    assertThat(charset("\uFEFFGrüße", StandardCharsets.UTF_16BE)).isEqualTo("Grüße");
    assertThat(charset("Über die Größe “zitiert”", Charset.forName("windows-1252")))
        .isEqualTo("Über die Größe “zitiert”");
    String russian = "Съешь же ещё этих мягких французских булок, да выпей чаю. ".repeat(5);
    assertThat(charset(russian, Charset.forName("windows-1251"))).isEqualTo(russian.strip());
    String japanese = "これは日本語の文章です。文字コードを判別します。".repeat(5);
    assertThat(charset(japanese, Charset.forName("Shift_JIS"))).isEqualTo(japanese);
  }

  @Test
  void the_delimiter_of_columns_is_told_by_the_rows() throws Exception {
    assertThat(csv("name;price\n\"a;b\";1,5\nc;2,5"))
        .isEqualTo("| name | price |\n| --- | --- |\n| a;b | 1,5 |\n| c | 2,5 |");
    assertThat(csv("name\tprice\na\t1")).isEqualTo("| name | price |\n| --- | --- |\n| a | 1 |");
    assertThat(csv("name,note\na,\"two\nlines | here\""))
        .isEqualTo("| name | note |\n| --- | --- |\n| a | two lines \\| here |");
    assertThat(csv("name\na\nb")).isEqualTo("| name |\n| --- |\n| a |\n| b |");
  }

  @Test
  void a_quotation_mark_that_is_never_closed_loses_nothing() throws Exception {
    assertThat(csv("name,inch\npipe,3\"\ntube,\"4\nend,5")).contains("pipe", "3\"", "tube", "end");
  }

  @Test
  void a_long_csv_has_200_rows_on_a_page() throws Exception {
    String rows = IntStream.range(0, 500).mapToObj(i -> i + ",x").collect(Collectors.joining("\n"));

    read(new CsvReader(), "n,v\n" + rows);

    assertThat(pages.pages).hasSize(3).allMatch(page -> page.markdown().startsWith("| n | v |"));
  }

  @Test
  void a_mail_tells_who_wrote_what_and_names_its_attachments() throws Exception {
    read(
        new EmailReader(),
        """
        From: =?UTF-8?Q?J=C3=BCrgen?= <j@example.org>
        To: team@example.org
        Date: Tue, 3 Feb 2026 10:00:00 +0100
        Subject: =?UTF-8?B?VHLDpGdlcg==?= arrive
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b"

        --b
        Content-Type: multipart/alternative; boundary="c"

        --c
        Content-Type: text/plain; charset=iso-8859-1
        Content-Transfer-Encoding: quoted-printable

        The gr=FCne crane
        is here.
        --c
        Content-Type: text/html

        <p>The HTML</p>
        --c--
        --b
        Content-Type: application/pdf; name="plan.pdf"
        Content-Disposition: attachment; filename="plan.pdf"
        Content-Transfer-Encoding: base64

        JVBERi0=
        --b
        Content-Type: message/rfc822

        From: other@example.org
        Subject: Older mail

        Not to be read.
        --b--
        """);

    assertThat(pages.all())
        .isEqualTo(
            """
            # Träger arrive

            - From: Jürgen <j@example.org>
            - To: team@example.org
            - Date: Tue, 3 Feb 2026 10:00:00 +0100

            The grüne crane
            is here.

            Attachments (not read):

            - plan.pdf
            - Older mail (a message)\
            """);
  }

  @Test
  void a_mail_in_html_only_becomes_markdown() throws Exception {
    read(
        new EmailReader(),
        """
        Subject: Offer
        Content-Type: text/html; charset=utf-8

        <h2>Prices</h2><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>
        """);

    assertThat(pages.all())
        .isEqualTo("# Offer\n\n## Prices\n\n| a | b |\n| --- | --- |\n| 1 | 2 |");
  }

  private String charset(String text, Charset charset) throws Exception {
    pages.pages.clear();
    Path file = Files.write(folder.resolve("text.txt"), text.getBytes(charset));
    new TextReader().read(file, ReadLimits.DEFAULT, 0, pages);
    return pages.all();
  }

  private String csv(String text) throws Exception {
    pages.pages.clear();
    read(new CsvReader(), text);
    return pages.all();
  }

  private void read(FormatReader reader, String text) throws Exception {
    Path file = Files.writeString(folder.resolve("text.txt"), text);
    reader.read(file, ReadLimits.DEFAULT, 0, pages);
  }
}
