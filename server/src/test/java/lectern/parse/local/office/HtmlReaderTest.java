package lectern.parse.local.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lectern.parse.local.CollectedPages;
import lectern.parse.local.ReadLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReaderTest {
  @TempDir Path folder;
  private final CollectedPages pages = new CollectedPages();

  @Test
  void a_web_page_becomes_markdown_without_what_surrounds_its_text() throws Exception {
    read(
        """
        <!doctype html><html><head><title>Manual</title><style>p {color: red}</style></head><body>
        <nav><a href="/">Home</a></nav><script>alert("x")</script>
        <h1>Care of the   Kettle</h1>
        <p>Boil <b>only</b> fresh<br>water.</p>
        <ul><li>Fill it<ol start="3"><li>slowly</li><li>fully</li></ol></li>\
        <li>Close the lid</li></ul>
        <table><caption>Sizes</caption><thead><tr><th>Size</th><th>Litres</th></tr></thead>
        <tbody><tr><td>small</td><td>0.5</td></tr>\
        <tr><td colspan="2">sold out</td></tr></tbody></table>
        <blockquote><p>Never leave it alone.</p></blockquote>
        <pre>fill
          boil</pre>
        <p hidden>invisible</p>
        </body></html>\
        """);

    assertThat(pages.all())
        .isEqualTo(
            """
            # Care of the Kettle

            Boil only fresh
            water.

            - Fill it
               3. slowly
               4. fully
            - Close the lid

            Sizes

            | Size | Litres |
            | --- | --- |
            | small | 0.5 |
            | sold out |  |

            > Never leave it alone.

            ```
            fill
              boil
            ```\
            """);
  }

  @Test
  void tables_for_layout_are_read_as_blocks() throws Exception {
    read("<table><tr><td><h2>Left</h2><p>text</p></td></tr><tr><td>below</td></tr></table>");

    assertThat(pages.all()).isEqualTo("## Left\n\ntext\n\nbelow");
  }

  @Test
  void the_title_stands_in_for_a_missing_heading() throws Exception {
    read("<title>Opening Hours</title><p>9 to 5");

    assertThat(pages.all()).isEqualTo("# Opening Hours\n\n9 to 5");
  }

  @Test
  void a_page_says_itself_in_which_character_set_it_is() throws Exception {
    Files.write(file(), "<meta charset=iso-8859-2><p>Łódź".getBytes(Charset.forName("ISO-8859-2")));

    new HtmlReader().read(file(), ReadLimits.DEFAULT, 0, pages);

    assertThat(pages.all()).isEqualTo("Łódź");
  }

  @Test
  void tags_nested_without_end_are_read() throws Exception {
    read("<div>".repeat(200_000) + "deep");

    assertThat(pages.all()).isEqualTo("deep");
  }

  @Test
  void a_book_is_read_chapter_by_chapter_in_the_order_of_its_spine() throws Exception {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("mimetype", "application/epub+zip");
    parts.put(
        "META-INF/container.xml",
        "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>");
    parts.put(
        "OEBPS/book.opf",
        """
        <package><manifest><item id="b" href="text/two%20b.xhtml"/><item id="a" href="one.xhtml"/>
        <item id="n" href="nav.xhtml" properties="nav"/></manifest>
        <spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>\
        """);
    parts.put("OEBPS/nav.xhtml", "<html><body><p>Contents</p></body></html>");
    parts.put("OEBPS/one.xhtml", "<html><body><h1>One</h1><p>Begin.</p></body></html>");
    parts.put("OEBPS/text/two b.xhtml", "<html><body><h1>Two</h1><p>End.</p></body></html>");
    OfficeFiles.zip(file(), parts);

    new EpubReader().read(file(), ReadLimits.DEFAULT, 0, pages);

    assertThat(pages.markdown(1)).isEqualTo("# One\n\nBegin.");
    assertThat(pages.markdown(2)).isEqualTo("# Two\n\nEnd.");
    assertThat(pages.pages).hasSize(2);
  }

  private Path file() {
    return folder.resolve("page.html");
  }

  private void read(String html) throws Exception {
    Files.writeString(file(), html);
    new HtmlReader().read(file(), ReadLimits.DEFAULT, 0, pages);
  }
}
