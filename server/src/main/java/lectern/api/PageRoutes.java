package lectern.api;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import lectern.document.DocumentId;
import lectern.document.Failure;
import lectern.document.Format;
import lectern.document.Page;
import lectern.document.WordBox;
import lectern.http.Bytes;
import lectern.http.Call;
import lectern.http.Permission;
import lectern.http.Problem;
import lectern.http.ProblemType;
import lectern.http.Reply;
import lectern.http.Route;
import lectern.library.Entry;
import lectern.parse.Renderer;
import lectern.parse.Rendering;
import org.jspecify.annotations.Nullable;

/// Routes for pages, as text and as pictures.
final class PageRoutes {
  private static final String PAGES = "/api/v1/documents/{id}/pages";
  private static final String PAGE = PAGES + "/{number}";

  private static final int USUAL_LIMIT = 10;

  /// Pages of 1,000,000 characters are rare, and 50 of usual ones are 200 KB.
  private static final int MOST_PAGES = 50;

  private static final int USUAL_WIDTH = 1_000;
  private static final int LEAST_WIDTH = 50;

  /// The picture of a page never changes, but its reader may be shut out.
  private static final String CACHE = "private, max-age=3600, immutable";

  private final Api.Parts parts;
  private final Found found;

  PageRoutes(Api.Parts parts) {
    this.parts = parts;
    this.found = new Found(parts);
  }

  List<Route> routes() {
    return List.of(
        Route.get(PAGES, Permission.READER, this::list).taking("from", "limit"),
        Route.get(PAGE, Permission.READER, this::page).taking("words"),
        Route.get(PAGE + "/image", Permission.READER, this::image).taking("width"));
  }

  /// Some pages of a document.
  ///
  /// @param total how many it has; while it is being read, how many are read
  record PagesShape(List<PageShape> pages, int total) {}

  /// A page.
  ///
  /// @param words each as start and end in the Markdown, then left, top, width and height in points
  ///   from the upper left corner; null when they were not asked for
  record PageShape(
      int number,
      String markdown,
      String origin,
      String parsedBy,
      boolean hasImage,
      @Nullable List<List<Number>> words) {

    static PageShape of(Page page, Entry entry) {
      return new PageShape(
          page.number(),
          page.markdown(),
          page.origin().name(),
          page.parsedBy(),
          hasImages(entry),
          null);
    }

    PageShape with(List<WordBox> boxes) {
      var written = boxes.stream().map(PageShape::word).toList();
      return new PageShape(number, markdown, origin, parsedBy, hasImage, written);
    }

    private static List<Number> word(WordBox word) {
      return List.of(
          word.range().start(),
          word.range().end(),
          word.left(),
          word.top(),
          word.width(),
          word.height());
    }
  }

  private static boolean hasImages(Entry entry) {
    return entry.status().format().filter(Format.PDF::equals).isPresent();
  }

  private Reply list(Call call) {
    var entry = found.document(call);
    var id = id(entry);
    int total = parts.pages().last(id);
    int from = call.number("from", 1, 1, Integer.MAX_VALUE);
    int limit = call.number("limit", USUAL_LIMIT, 1, MOST_PAGES);
    var pages = parts.pages().from(id, from, limit);
    return Reply.ok(
        new PagesShape(pages.stream().map(page -> PageShape.of(page, entry)).toList(), total));
  }

  private Reply page(Call call) {
    var entry = found.document(call);
    var page = page(call, entry);
    var shape = PageShape.of(page, entry);
    return switch (call.query("words").orElse("false")) {
      case "true" -> Reply.ok(shape.with(page.words()));
      case "false" -> Reply.ok(shape);
      default -> throw new Problem(ProblemType.INVALID_PARAMETER, "words must be true or false.");
    };
  }

  private Reply image(Call call) throws InterruptedException {
    var entry = found.document(call);
    var document = entry.status().document();
    int width = call.number("width", USUAL_WIDTH, LEAST_WIDTH, Renderer.MAX_WIDTH);
    int number = page(call, entry).number();
    if (!hasImages(entry)) {
      throw new Problem(
          ProblemType.NO_PAGE_IMAGE, "Only pages of PDF files can be shown as pictures.");
    }
    var etag = "\"%s-%d-%d\"".formatted(document.sha256().hex(), number, width);
    var headers = Map.of("ETag", etag, "Cache-Control", CACHE);
    if (call.header("If-None-Match").filter(known -> known.contains(etag)).isPresent()) {
      return new Reply.Empty(304, headers);
    }
    var file = parts.blobs().path(document.sha256());
    return switch (parts.renderer().render(file, new Renderer.Sheet(number, width))) {
      case Rendering.Rendered(var png) ->
          new Reply.Content(200, "image/png", Bytes.of(copy(png)), headers);
      case Rendering.Failed(var failure) -> throw noImage(failure);
      case Rendering.Busy() ->
          throw new Problem(ProblemType.TOO_BUSY, "Too many pages are being drawn; try again.")
              .withHeader("Retry-After", "5");
    };
  }

  private static Problem noImage(Failure failure) {
    return new Problem(ProblemType.NO_PAGE_IMAGE, failure.message())
        .with("reason", failure.reason().name());
  }

  private static byte[] copy(ByteBuffer png) {
    var bytes = new byte[png.remaining()];
    png.duplicate().get(bytes);
    return bytes;
  }

  private Page page(Call call, Entry entry) {
    var text = call.path("number");
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw noPage();
    }
    return parts.pages().page(id(entry), Integer.parseInt(text)).orElseThrow(PageRoutes::noPage);
  }

  private static Problem noPage() {
    return Problem.notFound("page of this number in the document");
  }

  private static DocumentId id(Entry entry) {
    return entry.status().document().id();
  }
}
