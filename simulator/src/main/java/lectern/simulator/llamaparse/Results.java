package lectern.simulator.llamaparse;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import lectern.simulator.chance.Seed;
import lectern.simulator.document.Item;
import lectern.simulator.document.Page;
import lectern.simulator.llamaparse.Outcome.Parsed;
import lectern.simulator.llamaparse.Outcome.Result;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes results as v2 shows them.
final class Results {
  /// The first version of the tier `fast` that has Markdown (its changelog).
  private static final String FAST_HAS_MARKDOWN_FROM = "2026-06-15";

  private static final double LEAST_CONFIDENCE = 0.9;

  private final Seed seed;

  Results(Seed seed) {
    this.seed = seed;
  }

  /// The Markdown of each page; empty where the tier has none.
  Optional<ObjectNode> markdown(Job job, Parsed parsed) {
    if (!hasMarkdown(job.order())) {
      return Optional.empty();
    }
    var tables = job.order().look().tables();
    return Optional.of(
        pages(
            parsed,
            (entry, page) -> {
              entry.put("markdown", Markdown.of(page, tables));
              entry.putNull("header").putNull("footer").put("success", true);
            }));
  }

  private static boolean hasMarkdown(Order order) {
    return !order.tier().equals("fast") || order.version().compareTo(FAST_HAS_MARKDOWN_FROM) >= 0;
  }

  Optional<ObjectNode> items(Job job, Parsed parsed) {
    if (job.order().tier().equals("fast")) {
      return Optional.empty();
    }
    return Optional.of(
        pages(
            parsed,
            (entry, page) -> {
              entry.put("page_width", page.width()).put("page_height", page.height());
              entry.put("success", true);
              var items = entry.putArray("items");
              page.items().forEach(item -> items.add(item(item, job.order().look().tables())));
            }));
  }

  private static ObjectNode item(Item item, Order.Tables tables) {
    var node = Json.object();
    var md = Markdown.of(item, tables);
    switch (item) {
      case Item.Text(var text, _) -> node.put("type", "text").put("md", md).put("value", text);
      case Item.Heading(int level, var text, _) ->
          node.put("type", "heading").put("md", md).put("level", level).put("value", text);
      case Item.Table(var rows, _) -> {
        node.put("type", "table").put("md", md);
        var all = node.putArray("rows");
        rows.forEach(row -> row.forEach(all.addArray()::add));
        node.put("html", Markdown.html(rows)).put("csv", Markdown.csv(rows));
        node.putNull("merged_from_pages").putNull("merged_into_page").putArray("parse_concerns");
      }
    }
    item.box()
        .ifPresentOrElse(box -> node.putArray("bbox").add(box(box)), () -> node.putNull("bbox"));
    return node;
  }

  /// A box with the names that both APIs give its sides.
  static ObjectNode box(Item.Box box) {
    return Json.object()
        .put("x", rounded(box.x()))
        .put("y", rounded(box.y()))
        .put("w", rounded(box.width()))
        .put("h", rounded(box.height()));
  }

  private static double rounded(double points) {
    return Math.round(points * 100) / 100.0;
  }

  ObjectNode text(Parsed parsed) {
    var object = Json.object();
    var pages = object.putArray("pages");
    for (var page : parsed.good()) {
      pages.addObject().put("page_number", page.number()).put("text", page.text());
    }
    return object;
  }

  ObjectNode metadata(Job job, Parsed parsed) {
    var object = Json.object();
    var pages = object.putArray("pages");
    parsed.good().forEach(page -> pages.add(metadata(job, page)));
    return object;
  }

  private ObjectNode metadata(Job job, Page page) {
    return Json.object()
        .put("page_number", page.number())
        .put("confidence", confidence(job, page))
        .putNull("speaker_notes")
        .putNull("slide_section_name")
        .putNull("printed_page_number")
        .put("original_orientation_angle", 0)
        .put("cost_optimized", false)
        .put("triggered_auto_mode", false);
  }

  /// Some confidence, the same for the same page and options.
  private double confidence(Job job, Page page) {
    var number = Integer.toString(page.number());
    var dice = seed.dice("llamaparse.confidence", job.ticket().cacheKey(), number);
    return rounded(LEAST_CONFIDENCE + (1 - LEAST_CONFIDENCE) * dice.fraction());
  }

  Optional<String> markdownFull(Job job, Parsed parsed) {
    return hasMarkdown(job.order())
        ? Optional.of(
            full(parsed, (look, page) -> Markdown.of(page, look.tables()), job.order().look()))
        : Optional.empty();
  }

  String textFull(Job job, Parsed parsed) {
    return full(parsed, (_, page) -> page.text(), job.order().look());
  }

  private static String full(
      Parsed parsed, BiFunction<Order.Look, Page, String> write, Order.Look look) {
    return parsed.good().stream()
        .map(page -> write.apply(look, page))
        .collect(Collectors.joining("\n\n"));
  }

  private static ObjectNode pages(Parsed parsed, BiConsumer<ObjectNode, Page> write) {
    var object = Json.object();
    ArrayNode pages = object.putArray("pages");
    for (var result : parsed.pages()) {
      var entry = pages.addObject().put("page_number", result.number());
      switch (result) {
        case Result.Good(var page) -> write.accept(entry, page);
        case Result.Missing(_, var error) -> entry.put("error", error).put("success", false);
      }
    }
    return object;
  }
}
