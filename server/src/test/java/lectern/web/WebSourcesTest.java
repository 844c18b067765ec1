package lectern.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The house rules for the web app's own files.
class WebSourcesTest {
  private static final Path WEB = Path.of("src/main/resources/lectern/web");

  /// What turns text into HTML or code, so that a file's name or text could become a script.
  private static final Pattern TEXT_BECOMES_MARKUP =
      Pattern.compile(
          "unsafeHTML|unsafeSVG|unsafe-html|unsafeStatic|innerHTML|outerHTML|insertAdjacentHTML"
              + "|document\\.write|createContextualFragment|srcdoc|setHTMLUnsafe|DOMParser"
              + "|\\beval\\(|new Function\\(");

  /// A name of an XML namespace is no address anybody asks.
  private static final Pattern OTHER_SITE =
      Pattern.compile("(https?:)?//(?!www\\.w3\\.org/)[a-z0-9-]+\\.[a-z]{2,}", Pattern.DOTALL);

  /// In templates such attributes are refused by the content security policy.
  private static final Pattern STYLE_ATTRIBUTE = Pattern.compile("\\sstyle=[\"'$]");

  /// From the definition of the web app: script of its own and Lit's, beside pdf.js.
  private static final long MAX_SCRIPT_BYTES = 400_000;

  static Stream<Path> sources() throws IOException {
    try (var files = Files.walk(WEB)) {
      return files.filter(Files::isRegularFile).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void text_is_never_made_into_markup(Path file) throws IOException {
    assertThat(Files.readString(file)).doesNotContainPattern(TEXT_BECOMES_MARKUP);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void nobody_else_is_asked_for_anything(Path file) throws IOException {
    assertThat(Files.readString(file)).doesNotContainPattern(OTHER_SITE);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void no_template_needs_an_inline_style(Path file) throws IOException {
    assertThat(Files.readString(file)).doesNotContainPattern(STYLE_ATTRIBUTE);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void a_file_fits_in_the_head_and_on_the_screen(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);

    assertThat(lines).hasSizeLessThanOrEqualTo(320);
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void script_beside_pdf_js_is_small() {
    var vendors = WebFiles.ofVendors();
    long own =
        WebFiles.ofApp().names().stream()
            .filter(name -> name.endsWith(".js"))
            .mapToLong(name -> WebFiles.ofApp().get(name).orElseThrow().bytes().length())
            .sum();
    long lit =
        vendors.names().stream()
            .filter(name -> !name.startsWith("pdfjs-dist/"))
            .mapToLong(name -> vendors.get(name).orElseThrow().bytes().length())
            .sum();

    assertThat(own + lit).isLessThan(MAX_SCRIPT_BYTES);
  }

  @Test
  void whatever_the_page_names_is_served() {
    var page = WebFile.text("lectern/web/index.html");
    var app = WebFiles.ofApp();
    var vendors = WebFiles.ofVendors();

    var named = Pattern.compile("\"/(app|vendor)/([^\"]+)\"").matcher(page).results().toList();

    assertThat(named).hasSizeGreaterThan(15);
    assertThat(named)
        .allSatisfy(match -> {
          var path = match.group(2);
          if (match.group(1).equals("app")) {
            assertThat(app.get("app/" + path)).isPresent();
          } else if (path.endsWith("/")) {
            assertThat(vendors.names()).anyMatch(name -> name.startsWith(path));
          } else {
            assertThat(vendors.get(path)).isPresent();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("sources")
  void every_module_that_is_imported_exists(Path file) throws IOException {
    var imports =
        Pattern.compile("(?:from|import|import\\()\\s*'(\\.[^']+)'")
            .matcher(Files.readString(file));

    assertThat(imports.results().map(match -> match.group(1)).toList())
        .allSatisfy(path -> assertThat(file.resolveSibling(path)).exists());
  }
}
