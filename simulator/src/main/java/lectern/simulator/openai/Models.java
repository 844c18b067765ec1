package lectern.simulator.openai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lectern.simulator.mind.Tokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// All models and what they cost. They are data, in `models.json`, with the day from which the
/// prices hold; a mistake in it stops the simulator at its start.
final class Models {
  private static final Pattern DATED = Pattern.compile("(.+)-20\\d\\d-[01]\\d-[0-3]\\d");
  private static final Models SHIPPED = load();

  private final LocalDate effectiveFrom;
  private final List<Model> all;
  private final Map<String, Model> byName = new HashMap<>();

  private Models(LocalDate effectiveFrom, List<Model> all) {
    this.effectiveFrom = effectiveFrom;
    this.all = List.copyOf(all);
    for (var model : all) {
      add(model.family(), model);
      if (!model.snapshot().equals(model.family())) {
        add(model.snapshot(), model);
      }
    }
  }

  private void add(String name, Model model) {
    if (byName.put(name, model) != null) {
      throw new IllegalArgumentException("two models are called " + name);
    }
  }

  /// The model of that name, be it the family's, a snapshot's, or the family's with another day:
  /// then answers carry the name that was asked for, as those of `gpt-4o-2024-11-20` do.
  static Optional<Model> find(String name) {
    var known = SHIPPED.byName.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    var dated = DATED.matcher(name);
    return dated.matches()
        ? Optional.ofNullable(SHIPPED.byName.get(dated.group(1))).map(model -> model.as(name))
        : Optional.empty();
  }

  /// All models, one for each family, the newest first.
  static List<Model> all() {
    return SHIPPED.all;
  }

  /// The day from which the prices hold.
  static LocalDate effectiveFrom() {
    return SHIPPED.effectiveFrom;
  }

  private static Models load() {
    try (var file = Models.class.getResourceAsStream("models.json")) {
      if (file == null) {
        throw new IllegalStateException("models.json is missing from the jar");
      }
      return read(new JsonMapper().readTree(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads the file's content.
  ///
  /// @throws RuntimeException when anything in it is missing or makes no sense
  static Models read(JsonNode file) {
    var halves = new EnumMap<Tier, Integer>(Tier.class);
    for (var tier : file.required("halves").properties()) {
      halves.put(Tier.valueOf(tier.getKey()), tier.getValue().asInt());
    }
    var rule = file.required("longContext");
    var longContext =
        new Price.LongContext(
            rule.required("overTokens").asLong(),
            rule.required("inputHalves").asInt(),
            rule.required("outputHalves").asInt());
    var models = new ArrayList<Model>();
    for (var row : file.required("models")) {
      models.add(model(row, price(row, halves, longContext)));
    }
    return new Models(LocalDate.parse(file.required("effectiveFrom").asString()), models);
  }

  private static Price price(JsonNode row, Map<Tier, Integer> halves, Price.LongContext rule) {
    var price = row.required("price");
    var input = price.required("input").asLong();
    return new Price(
        input,
        price.path("cached").asLong(input),
        price.path("cacheWrite").asLong(input),
        price.path("output").asLong(0),
        halves,
        Optional.of(rule).filter(_ -> row.path("longContext").asBoolean(false)));
  }

  private static Model model(JsonNode row, Price price) {
    var family = row.required("family").asString();
    return new Model(
        family,
        row.path("snapshot").asString(family),
        LocalDate.parse(row.required("created").asString()),
        Model.Kind.valueOf(row.required("kind").asString()),
        Tokens.valueOf(row.path("tokens").asString("O200K_BASE")),
        row.required("window").asInt(),
        row.path("maxOutput").asInt(0),
        row.path("dimensions").asInt(0),
        price,
        row.required("batchQueueTokens").asLong());
  }
}
