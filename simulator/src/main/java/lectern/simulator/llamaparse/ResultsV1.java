package lectern.simulator.llamaparse;

import java.time.Instant;
import java.util.stream.Collectors;
import lectern.simulator.document.Item;
import lectern.simulator.document.Page;
import lectern.simulator.llamaparse.Job.Origin;
import lectern.simulator.llamaparse.Outcome.Parsed;
import lectern.simulator.llamaparse.Outcome.Result;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes results as v1 shows them. A page that failed is a blank one.
final class ResultsV1 {
  private ResultsV1() {}

  static String markdown(Job job, Parsed parsed) {
    var look = job.order().look();
    return parsed.pages().stream()
        .map(result ->
            numbered(look.prefix(), result)
                + markdown(result, look)
                + numbered(look.suffix(), result))
        .collect(Collectors.joining(look.separator()));
  }

  private static String numbered(String text, Result result) {
    return text.replace("{pageNumber}", Integer.toString(result.number()));
  }

  private static String markdown(Result result, Order.Look look) {
    return switch (result) {
      case Result.Good(var page) -> Markdown.of(page, look.tables());
      case Result.Missing _ -> "";
    };
  }

  static String text(Job job, Parsed parsed) {
    return parsed.pages().stream()
        .map(result -> result instanceof Result.Good(var page) ? page.text() : "")
        .collect(Collectors.joining(job.order().look().separator()));
  }

  static ArrayNode pages(Job job, Parsed parsed) {
    var pages = Json.array();
    for (var result : parsed.pages()) {
      switch (result) {
        case Result.Good(var page) -> pages.add(page(page, job.order().look()));
        case Result.Missing(int number, var error) ->
            pages.addObject().put("page", number).put("status", "ERROR").put("error", error);
      }
    }
    return pages;
  }

  private static ObjectNode page(Page page, Order.Look look) {
    var node = Json.object();
    node.put("page", page.number());
    node.put("text", page.text());
    node.put("md", Markdown.of(page, look.tables()));
    for (var empty : new String[] {"images", "charts", "tables", "layout"}) {
      node.putArray(empty);
    }
    var items = node.putArray("items");
    page.items().forEach(item -> items.add(item(item, look)));
    node.put("status", "OK");
    node.putArray("links");
    node.put("width", page.width()).put("height", page.height());
    node.put("triggeredAutoMode", false);
    node.put("parsingMode", "accurate");
    node.putNull("structuredData");
    node.put("noStructuredContent", true);
    node.put("noTextContent", page.text().isBlank());
    node.put("isAudioTranscript", false);
    node.putNull("durationInSeconds").putNull("slideSpeakerNotes");
    node.put("confidence", 1);
    return node;
  }

  private static ObjectNode item(Item item, Order.Look look) {
    var node = Json.object();
    var md = Markdown.of(item, look.tables());
    switch (item) {
      case Item.Text(var text, _) -> node.put("type", "text").put("value", text).put("md", md);
      case Item.Heading(int level, var text, _) ->
          node.put("type", "heading").put("lvl", level).put("value", text).put("md", md);
      case Item.Table(var rows, _) -> {
        node.put("type", "table");
        var all = node.putArray("rows");
        rows.forEach(row -> row.forEach(all.addArray()::add));
        node.put("md", md).put("html", Markdown.html(rows)).put("csv", Markdown.csv(rows));
      }
    }
    item.box().ifPresent(box -> node.set("bBox", Results.box(box)));
    return node;
  }

  /// `credits_used` is 0 until billing has settled.
  static ObjectNode metadata(Job job, Parsed parsed, Instant now) {
    var credits = job.credits(now).orElse(0L);
    return Json.object()
        .put("job_pages", parsed.pages().size())
        .put("job_auto_mode_triggered_pages", 0)
        .put("job_is_cache_hit", job.ticket().origin() == Origin.CACHED)
        .put("credits_used", credits)
        .put("job_credits_usage", credits);
  }

  /// What `webhook_url` gets: the result itself, without a word about which job it is of.
  static ObjectNode webhook(Job job, Parsed parsed) {
    var body = Json.object();
    body.put("txt", text(job, parsed)).put("md", markdown(job, parsed));
    body.set("json", pages(job, parsed));
    body.putArray("images");
    return body;
  }
}
