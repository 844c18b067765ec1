package lectern.simulator.openai;

import java.util.ArrayList;
import java.util.List;

/// What a model takes and what it refuses, by its generation. The sources are the traps of contract
/// §2.1; where that is silent, the model's page or, failing that, its neighbours.
///
/// @param version of a GPT, times a hundred: 5.4 is 504; 0 for the o-series
record Abilities(Model model, int version) {
  static Abilities of(Model model) {
    return new Abilities(model, version(model.family()));
  }

  private static int version(String family) {
    if (!family.startsWith("gpt-")) {
      return 0;
    }
    var major = 0;
    var minor = 0;
    var i = "gpt-".length();
    while (i < family.length() && Character.isDigit(family.charAt(i))) {
      major = 10 * major + family.charAt(i++) - '0';
    }
    if (i < family.length() && family.charAt(i) == '.') {
      i++;
      while (i < family.length() && Character.isDigit(family.charAt(i))) {
        minor = 10 * minor + family.charAt(i++) - '0';
      }
    }
    return 100 * major + minor;
  }

  boolean reasons() {
    return model.kind() == Model.Kind.REASONING;
  }

  /// The efforts it takes, least first.
  List<String> efforts() {
    if (!reasons()) {
      return List.of();
    }
    var efforts = new ArrayList<String>();
    if (version > 500 && version < 601) {
      efforts.add("none");
    }
    if (version == 500 || version >= 602) {
      efforts.add("minimal");
    }
    efforts.addAll(List.of("low", "medium", "high"));
    if (version >= 502) {
      efforts.add("xhigh");
    }
    if (version >= 506) {
      efforts.add("max");
    }
    return efforts;
  }

  /// The effort of a request that names none.
  String usualEffort() {
    return !reasons() || version == 501 || version == 502 ? "none" : "medium";
  }

  /// Whether chat completions refuse functions unless the effort is none, in so many words.
  boolean callsOnlyWithoutEffort() {
    return reasons() && version >= 504;
  }

  /// Whether tokens written into the prompt cache are told and cost extra (contract §10).
  boolean tellsCacheWrites() {
    return version >= 506;
  }

  /// Whether it says in the newer words that a prompt is too long (contract §7).
  boolean speaksNewly() {
    return version >= 500;
  }
}
