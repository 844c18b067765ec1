package lectern.simulator.llamaparse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lectern.simulator.document.PageChoice;
import lectern.simulator.llamaparse.Order.Caching;
import lectern.simulator.llamaparse.Order.Hook;
import lectern.simulator.llamaparse.Order.Hooks;
import lectern.simulator.llamaparse.Order.Look;
import lectern.simulator.llamaparse.Order.Tables;
import lectern.simulator.llamaparse.Order.Terms;
import tools.jackson.databind.JsonNode;

/// Reads the configuration of a v2 parse job.
final class ConfigurationReader {
  // what does not shape the result, and so is no part of the cache's key
  private static final List<String> NO_OPTIONS =
      List.of(
          "file_id",
          "source_url",
          "http_proxy",
          "disable_cache",
          "webhook_configurations",
          "webhook_configuration_ids",
          "configuration_id",
          "client_name",
          "user_metadata");

  private static final List<String> OBJECTS =
      List.of("agentic_options", "fast_options", "input_options", "crop_box");

  // "base ≤7200 per SDK doc; per page ≤300" (contract, section 2.2)
  private static final int TIMEOUT_LIMIT_SECONDS = 7200;
  private static final int PAGE_TIMEOUT_LIMIT_SECONDS = 300;

  private final Tariff tariff;
  private final SavedHooks saved;

  ConfigurationReader(Tariff tariff, SavedHooks saved) {
    this.tariff = tariff;
    this.saved = saved;
  }

  /// What the configuration asks for. The inspection is concluded: if it finds anything wrong, that
  /// is a 422.
  Order read(Inspection configuration, Project project) {
    var tier = required(configuration, "tier", tariff.tiers());
    var version = version(configuration, tier);
    var look = look(configuration.in("output_options"));
    var extra = extraCredits(configuration.in("processing_options"));
    var terms = terms(configuration.in("processing_control"), tariff.creditsPerPage(tier) + extra);
    var pages = pages(configuration.in("page_ranges"));
    OBJECTS.forEach(configuration::in);
    var metadata = configuration.in("user_metadata");
    metadata.object().propertyNames().forEach(metadata::text);
    var order =
        new Order(
            tier,
            version,
            pages,
            configuration.flag("disable_cache") ? Set.of() : Caching.BOTH,
            options(configuration.object(), version),
            terms,
            look,
            new Hooks(hooks(configuration, project), Optional.empty()),
            configuration.raw("user_metadata"));
    configuration.conclude();
    return order;
  }

  private static String required(Inspection configuration, String name, List<String> allowed) {
    if (!configuration.has(name)) {
      configuration.lacking(name);
    }
    return configuration.oneOf(name, allowed).orElse("");
  }

  private String version(Inspection configuration, String tier) {
    if (!configuration.has("version")) {
      configuration.lacking("version");
    }
    var known = tariff.versions(tier);
    var asked = configuration.text("version").orElse("");
    if (known.isEmpty() || asked.isEmpty()) {
      return "";
    }
    if (asked.equals(Tariff.LATEST)) {
      return known.getLast();
    }
    if (!known.contains(asked)) {
      var allowed = new ArrayList<>(known);
      allowed.add(Tariff.LATEST);
      configuration.oneOf("version", allowed);
    }
    return asked;
  }

  private static Look look(Inspection output) {
    var tables = output.in("markdown").in("tables");
    output.texts("images_to_save", List.of("screenshot", "embedded", "layout"));
    output.texts("granular_bboxes", List.of("cell", "line", "word"));
    var style = tables.flag("output_tables_as_markdown") ? Tables.PIPES : Tables.HTML;
    return new Look(style, Look.SEPARATOR, "", "");
  }

  private long extraCredits(Inspection processing) {
    processing.oneOf("specialized_chart_parsing", List.of("efficient", "agentic", "agentic_plus"));
    processing.oneOf("forms", List.of("default", "enrich"));
    return processing
        .oneOf("confidence_score_effort", List.of("high"))
        .map(_ -> tariff.credits("creditsPerPageHighConfidence"))
        .orElse(0L);
  }

  private static Terms terms(Inspection control, long creditsPerPage) {
    var timeouts = control.in("timeouts");
    var base = timeouts.integer("base_in_seconds", 1, TIMEOUT_LIMIT_SECONDS);
    var perPage = timeouts.integer("extra_time_per_page_in_seconds", 0, PAGE_TIMEOUT_LIMIT_SECONDS);
    var failures = control.in("job_failure_conditions").ratio("allowed_page_failure_ratio");
    return new Terms(
        creditsPerPage,
        failures.orElse(Terms.ALLOWED_FAILURES),
        base.map(Duration::ofSeconds).orElse(Terms.TIMEOUT),
        Duration.ofSeconds(perPage.orElse(0)),
        Optional.empty());
  }

  private static PageChoice pages(Inspection ranges) {
    var most = ranges.integer("max_pages", 1, Integer.MAX_VALUE);
    var targets = ranges.text("target_pages");
    if (targets.isEmpty()) {
      return new PageChoice(Optional.empty(), most);
    }
    var choice = Pages.read(targets.get(), Pages.Counting.FROM_ONE);
    if (choice.isEmpty()) {
      ranges.wrong(
          "target_pages",
          "value_error",
          "Value error, target_pages must be pages and ranges from 1, such as 1,3,5-10");
    }
    return choice.orElse(PageChoice.ALL);
  }

  private List<Hook> hooks(Inspection configuration, Project project) {
    var hooks = new ArrayList<>(HookReader.readAll(configuration, "webhook_configurations"));
    var ids = configuration.raw("webhook_configuration_ids");
    if (!ids.isArray() && configuration.has("webhook_configuration_ids")) {
      configuration.wrong("webhook_configuration_ids", "list_type", "Input should be a valid list");
    }
    if (ids.size() > HookReader.LIMIT) {
      configuration.wrong(
          "webhook_configuration_ids",
          "too_long",
          "List should have at most " + HookReader.LIMIT + " items");
      return hooks;
    }
    for (var id : ids.values()) {
      var hook = saved.find(id.asString(""), project).map(SavedHooks.Saved::hook);
      if (hook.isEmpty()) {
        configuration.wrong(
            "webhook_configuration_ids",
            "value_error",
            "Value error, no webhook configuration has the id " + id.asString(""));
      }
      hook.ifPresent(hooks::add);
    }
    return hooks;
  }

  private static String options(JsonNode configuration, String version) {
    var options = Json.object();
    configuration.properties().stream()
        .filter(field -> !NO_OPTIONS.contains(field.getKey()))
        .forEach(field -> options.set(field.getKey(), field.getValue()));
    return Json.canonical(options.put("version", version));
  }
}
