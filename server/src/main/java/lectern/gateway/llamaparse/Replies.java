package lectern.gateway.llamaparse;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lectern.gateway.llamaparse.Exchange.Unexpected;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads LlamaParse's replies. What is new in them is passed over; what is missing is told.
final class Replies {
  /// What ids look like; they become parts of paths.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  /// A page's text at most: LlamaParse cuts it at 64 KB, and tables as Markdown are longer.
  private static final int MOST_PAGE_CHARS = 8_000_000;

  /// The field of a job's metadata that holds our intent.
  static final String INTENT = "lectern_intent";

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(MOST_PAGE_CHARS).build())
                  .build())
          .build();

  private Replies() {}

  /// What a create or cancel answers: the job itself.
  static ParseJob job(InputStream body) {
    return job(JSON.readTree(body));
  }

  /// What reading a job answers: the job within an object.
  static ParseJob wrapped(InputStream body) {
    return job(JSON.readTree(body).path("job"));
  }

  static JobList list(InputStream body) {
    var node = JSON.readTree(body);
    if (!node.path("items").isArray()) {
      throw new Unexpected("a list of jobs without items");
    }
    var jobs = node.path("items").valueStream().map(Replies::job).toList();
    return new JobList(jobs, node.path("next_page_token").stringValueOpt());
  }

  private static ParseJob job(JsonNode node) {
    var id = node.path("id").asString("");
    var status = node.path("status").asString("");
    if (!ID.matcher(id).matches() || status.isEmpty()) {
      throw new Unexpected("a job without id or status");
    }
    return new ParseJob(
        id,
        status,
        node.path("error_message").asString(""),
        node.path("user_metadata").path(INTENT).stringValueOpt());
  }

  /// The pages of a result, in the order of their numbers.
  ///
  /// @param part `markdown` or `text`, which is also the name of each page's text
  /// @param maxChars of all pages together
  /// @return empty when the result has no such part
  static Optional<List<ParsedPage>> pages(InputStream body, String part, long maxChars) {
    try (var parser = JSON.createParser(body)) {
      var pages = Optional.<List<ParsedPage>>empty();
      expect(parser.nextToken(), JsonToken.START_OBJECT);
      for (var name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        if (name.equals(part) && parser.currentToken() == JsonToken.START_OBJECT) {
          pages = Optional.of(pages(parser, part, maxChars));
        } else {
          parser.skipChildren();
        }
      }
      return pages;
    }
  }

  /// Page by page, so that the whole result is in memory once only.
  private static List<ParsedPage> pages(JsonParser parser, String part, long maxChars) {
    var pages = new ArrayList<ParsedPage>();
    long chars = 0;
    for (var name = parser.nextName(); name != null; name = parser.nextName()) {
      if (parser.nextToken() != JsonToken.START_ARRAY || !name.equals("pages")) {
        parser.skipChildren();
        continue;
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        var page = page(parser.readValueAsTree(), part);
        chars += page.markdown().map(String::length).orElse(0);
        if (chars > maxChars) {
          throw new TooMuchText(maxChars);
        }
        pages.add(page);
      }
    }
    pages.sort(Comparator.comparingInt(ParsedPage::number));
    return pages;
  }

  private static ParsedPage page(JsonNode node, String part) {
    int number = node.path("page_number").asInt(0);
    if (number < 1) {
      throw new Unexpected("a page without its number");
    }
    boolean failed = node.path("success").isBoolean() && !node.path("success").booleanValue();
    return new ParsedPage(number, failed ? Optional.empty() : node.path(part).stringValueOpt());
  }

  private static void expect(JsonToken found, JsonToken expected) {
    if (found != expected) {
      throw new Unexpected("no JSON object");
    }
  }

  /// The result has more text than a document may have.
  static final class TooMuchText extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuchText(long maxChars) {
      super("the text has more than %,d characters".formatted(maxChars));
    }
  }
}
