package lectern.simulator.llamaparse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import lectern.simulator.bill.Charge;
import tools.jackson.databind.JsonNode;

/// What things cost and which versions there are, as of a date; read from `tariff.json`. Immutable.
final class Tariff {
  /// The version that moves.
  static final String LATEST = "latest";

  private final JsonNode data;
  private final SequencedMap<String, List<String>> versions = new LinkedHashMap<>();

  private Tariff(JsonNode data) {
    this.data = data;
    for (Map.Entry<String, JsonNode> tier : data.path("versions").properties()) {
      var dated = new ArrayList<String>();
      tier.getValue().forEach(version -> dated.add(version.asString()));
      versions.put(tier.getKey(), List.copyOf(dated));
    }
  }

  /// The one in force.
  static Tariff current() {
    try (var in = Tariff.class.getResourceAsStream("tariff.json")) {
      if (in == null) {
        throw new IllegalStateException("tariff.json is not in the jar");
      }
      return new Tariff(Json.MAPPER.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Since when it holds.
  LocalDate effective() {
    return LocalDate.parse(data.path("effective").asString());
  }

  List<String> tiers() {
    return List.copyOf(versions.keySet());
  }

  /// The dated versions of a tier, oldest first; none for an unknown tier.
  List<String> versions(String tier) {
    return versions.getOrDefault(tier, List.of());
  }

  long creditsPerPage(String tier) {
    return data.path("creditsPerPage").path(tier).asLong();
  }

  /// A figure of the file by its key.
  long credits(String key) {
    return data.path(key).asLong();
  }

  /// The parse modes of v1.
  List<String> modes() {
    return List.copyOf(data.path("tierOfParseModeV1").propertyNames());
  }

  /// The tier that a parse mode of v1 is billed as.
  String tierOfMode(String mode) {
    return data.path("tierOfParseModeV1").path(mode).asString();
  }

  /// The charge for so many credits.
  Charge charge(String tier, long credits) {
    var picoUsd = Math.multiplyExact(credits, data.path("picoUsdPerCredit").asLong());
    return new Charge(tier, new Charge.Credits(credits), picoUsd);
  }
}
