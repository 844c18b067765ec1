package lectern.simulator.llamaparse;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lectern.simulator.document.PageChoice;
import lectern.simulator.http.Body;
import lectern.simulator.http.Part;
import lectern.simulator.llamaparse.Order.Caching;
import lectern.simulator.llamaparse.Order.Hook;
import lectern.simulator.llamaparse.Order.Hooks;
import lectern.simulator.llamaparse.Order.Look;
import lectern.simulator.llamaparse.Order.Tables;
import lectern.simulator.llamaparse.Order.Terms;
import lectern.simulator.webhook.Loopback;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the form of a v1 upload, in which everything is text and nothing is required.
final class FormReaderV1 {
  // what does not shape the result, and so is no part of the cache's key
  private static final Set<String> NO_OPTIONS =
      Set.of(
          "input_url",
          "http_proxy",
          "invalidate_cache",
          "do_not_cache",
          "webhook_url",
          "webhook_configurations");

  /// What is parsed as if nothing were asked for (`parse_page_with_llm`).
  private static final String USUAL_TIER = "cost_effective";

  // "job_timeout_in_seconds (min 120; includes queue time)"
  private static final int LEAST_TIMEOUT_SECONDS = 120;
  private static final int MOST_TIMEOUT_SECONDS = 86_400;

  // "webhook_url …: https, no bare IP, <200 chars"; the first two make way for loopback addresses
  private static final int URL_LIMIT_CHARS = 200;

  private final Tariff tariff;

  FormReaderV1(Tariff tariff) {
    this.tariff = tariff;
  }

  /// What the form asks for.
  Order read(Body.Form form) {
    var fields = fields(form);
    var inspection = Inspection.of(fields, "body");
    var tier = tier(inspection);
    var version = version(inspection, tier);
    var order =
        new Order(
            tier,
            version,
            pages(inspection),
            caching(inspection),
            options(fields, version),
            terms(inspection, tier),
            look(inspection),
            new Hooks(hooks(inspection), resultHook(inspection)),
            NullNode.instance);
    inspection.conclude();
    return order;
  }

  private static ObjectNode fields(Body.Form form) {
    var fields = Json.object();
    for (var part : form.parts()) {
      if (part.content() instanceof Part.Text(var text)) {
        fields.put(part.name(), text);
      }
    }
    return fields;
  }

  private String tier(Inspection form) {
    var tier = form.oneOf("tier", tariff.tiers());
    var mode = form.oneOf("parse_mode", tariff.modes()).map(tariff::tierOfMode);
    var premium =
        isTrue(form, "premium_mode") ? Optional.of("agentic_plus") : Optional.<String>empty();
    var fast = isTrue(form, "fast_mode") ? Optional.of("fast") : Optional.<String>empty();
    return tier.or(() -> mode).or(() -> premium).or(() -> fast).orElse(USUAL_TIER);
  }

  private String version(Inspection form, String tier) {
    var known = tariff.versions(tier);
    return form.text("version").filter(known::contains).orElseGet(known::getLast);
  }

  private static boolean isTrue(Inspection form, String name) {
    var text = form.text(name).orElse("");
    if (!List.of("", "true", "True", "1", "false", "False", "0").contains(text)) {
      form.wrong(
          name, "bool_parsing", "Input should be a valid boolean, unable to interpret input");
    }
    return List.of("true", "True", "1").contains(text);
  }

  private static Optional<Integer> integer(Inspection form, String name, int least) {
    var text = form.text(name).filter(value -> !value.isEmpty());
    try {
      var value = text.map(Integer::parseInt);
      value
          .filter(number -> number < least)
          .ifPresent(_ ->
              form.wrong(
                  name, "greater_than_equal", "Input should be greater than or equal to " + least));
      return value;
    } catch (NumberFormatException e) {
      form.wrong(name, "int_parsing", "Input should be a valid integer, unable to parse string");
      return Optional.empty();
    }
  }

  private static PageChoice pages(Inspection form) {
    var most = integer(form, "max_pages", 1);
    var targets = form.text("target_pages").filter(list -> !list.isBlank());
    if (targets.isEmpty()) {
      return new PageChoice(Optional.empty(), most);
    }
    var choice = Pages.read(targets.get(), Pages.Counting.FROM_ZERO);
    if (choice.isEmpty()) {
      form.wrong(
          "target_pages",
          "value_error",
          "Value error, target_pages must be pages and ranges from 0, such as 0,2-4");
    }
    return choice.orElse(PageChoice.ALL);
  }

  private static Set<Caching> caching(Inspection form) {
    var caching = EnumSet.allOf(Caching.class);
    if (isTrue(form, "invalidate_cache")) {
      caching.remove(Caching.LOOK_UP);
    }
    if (isTrue(form, "do_not_cache")) {
      caching.remove(Caching.STORE);
    }
    return caching;
  }

  private static String options(ObjectNode fields, String version) {
    var options = Json.object().put("api", "v1").put("version", version);
    fields.properties().stream()
        .filter(field -> !NO_OPTIONS.contains(field.getKey()))
        .forEach(field -> options.set(field.getKey(), field.getValue()));
    return Json.canonical(options);
  }

  private Terms terms(Inspection form, String tier) {
    var credits = tariff.creditsPerPage(tier);
    if (isTrue(form, "extract_layout")) {
      credits += tariff.credits("creditsPerPageLayoutV1");
    }
    if (isTrue(form, "structured_output")) {
      credits += tariff.credits("creditsPerPageStructuredV1");
    }
    var timeout = integer(form, "job_timeout_in_seconds", LEAST_TIMEOUT_SECONDS);
    var perPage = integer(form, "job_timeout_extra_time_per_page_in_seconds", 0);
    return new Terms(
        credits,
        tolerance(form),
        Terms.TIMEOUT,
        Duration.ofSeconds(perPage.orElse(0)),
        timeout.map(seconds -> Duration.ofSeconds(Math.min(seconds, MOST_TIMEOUT_SECONDS))));
  }

  private static double tolerance(Inspection form) {
    var text = form.text("page_error_tolerance").filter(value -> !value.isEmpty());
    try {
      var tolerance = text.map(Double::parseDouble).orElse(Terms.ALLOWED_FAILURES);
      if (!(0 <= tolerance && tolerance <= 1)) { // not a number is neither
        form.wrong("page_error_tolerance", "value_error", "Value error, it goes from 0 to 1");
      }
      return tolerance;
    } catch (NumberFormatException e) {
      form.wrong(
          "page_error_tolerance",
          "float_parsing",
          "Input should be a valid number, unable to parse string as a number");
      return Terms.ALLOWED_FAILURES;
    }
  }

  private static Look look(Inspection form) {
    var html = isTrue(form, "output_tables_as_HTML");
    return new Look(
        html ? Tables.HTML : Tables.PIPES,
        form.text("page_separator").filter(text -> !text.isEmpty()).orElse(Look.SEPARATOR),
        form.text("page_prefix").orElse(""),
        form.text("page_suffix").orElse(""));
  }

  private static List<Hook> hooks(Inspection form) {
    var text = form.text("webhook_configurations").filter(value -> !value.isBlank());
    if (text.isEmpty()) {
      return List.of();
    }
    var list = Json.object();
    list.set("webhook_configurations", Json.read(text.get()));
    var inspection = Inspection.of(list, "body");
    var hooks = HookReader.readAll(inspection, "webhook_configurations");
    inspection.conclude();
    return hooks;
  }

  private static Optional<URI> resultHook(Inspection form) {
    var url = form.text("webhook_url").filter(text -> !text.isBlank());
    var to = url.filter(text -> text.length() < URL_LIMIT_CHARS).flatMap(Loopback::address);
    if (url.isPresent() && to.isEmpty()) {
      form.wrong(
          "webhook_url",
          "value_error",
          "Value error, the simulator sends webhooks to addresses of this machine only,"
              + " of less than 200 characters");
    }
    return to;
  }
}
