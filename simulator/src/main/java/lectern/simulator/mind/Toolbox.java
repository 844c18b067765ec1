package lectern.simulator.mind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import lectern.simulator.mind.Tooling.AtOnce;
import lectern.simulator.mind.Tooling.Choice;

/// Decides which tools to call, and with what.
final class Toolbox {
  /// More calls at once no model makes.
  private static final int MOST_CALLS = 3;

  private static final Set<String> SEARCHING =
      Set.of("search", "find", "query", "retrieve", "retrie", "lookup", "look", "ask", "knowle");
  private static final Set<String> CALCULATING =
      Set.of("calc", "calcul", "math", "comput", "evalua", "arithm");
  private static final Set<String> VERBS =
      Set.of("search", "find", "list", "calcul", "comput", "look", "use", "say");
  private static final Set<String> SMALL_TALK =
      Set.of("hello", "hi", "hey", "thank", "ok", "okay", "bye", "good", "mornin", "hallo", "dank");

  /// A call that is to be made; the input is JSON by the tool's schema, or text.
  record Draft(Tool tool, String input) {}

  private Toolbox() {}

  /// The calls to make now; none to answer instead.
  static List<Draft> calls(Tooling tooling, Asked asked) {
    return switch (tooling.choice()) {
      case Choice.Never() -> List.of();
      case Choice.Named(var name) ->
          tooling.tools().stream()
              .filter(tool -> tool.name().equals(name))
              .map(tool -> draft(tool, FromQuestion.all(asked.text())))
              .limit(1)
              .toList();
      case Choice.Must() -> each(tooling, asked, Must.CALL);
      case Choice.Freely() -> freely(tooling, asked);
    };
  }

  private enum Must {
    CALL,
    FIT
  }

  private static List<Draft> freely(Tooling tooling, Asked asked) {
    var results = asked.results();
    if (results.isEmpty()) {
      return asked.rounds() == 0 ? each(tooling, asked, Must.FIT) : List.of();
    }
    var empty = results.stream().allMatch(result -> Nothing.isMeantBy(result.text()));
    return empty && asked.rounds() == 1
        ? best(tooling.tools(), asked.text(), Must.CALL).stream()
            .map(tool -> draft(tool, FromQuestion.widened(asked.text())))
            .toList()
        : List.of();
  }

  private static List<Draft> each(Tooling tooling, Asked asked, Must must) {
    var questions = tooling.atOnce() == AtOnce.ONE ? List.of(asked.text()) : asked.each();
    var drafts = new ArrayList<Draft>();
    for (var question : questions) {
      best(tooling.tools(), question, must)
          .map(tool -> draft(tool, FromQuestion.all(question)))
          .filter(draft -> drafts.size() < MOST_CALLS && !drafts.contains(draft))
          .ifPresent(drafts::add);
    }
    return drafts;
  }

  /// The tool that fits best; of equals, the first.
  private static Optional<Tool> best(List<Tool> tools, String question, Must must) {
    var wanted = wanted(question);
    var best = Optional.<Tool>empty();
    var most = must == Must.CALL ? -1 : 0;
    for (var tool : tools) {
      var fit = fit(tool, wanted, question);
      if (fit > most) {
        best = Optional.of(tool);
        most = fit;
      }
    }
    return best;
  }

  private static Set<String> wanted(String question) {
    var wanted = new HashSet<>(Words.stems(question));
    wanted.removeAll(SMALL_TALK);
    for (var word : Words.all(question)) {
      var stem = Words.stem(word.toLowerCase(Locale.ROOT));
      if (VERBS.contains(stem)) {
        wanted.add(stem);
      }
    }
    return wanted;
  }

  private static int fit(Tool tool, Set<String> wanted, String question) {
    var name = stems(tool.name());
    var fit = 6 * shared(name, wanted) + 4 * shared(stems(tool.description()), wanted);
    for (var property : tool.parameters().path("properties").propertyNames()) {
      fit += 2 * shared(stems(property), wanted);
    }
    if (!wanted.isEmpty() && name.stream().anyMatch(SEARCHING::contains)) {
      fit += 3;
    }
    var calculates = name.stream().anyMatch(CALCULATING::contains);
    return calculates && FromQuestion.hasArithmetic(question) ? fit + 20 : fit;
  }

  private static int shared(Set<String> one, Set<String> other) {
    return (int) one.stream().filter(other::contains).count();
  }

  /// The stems of a name or description, verbs included; `searchDocuments` is two words.
  private static Set<String> stems(String text) {
    var stems = new HashSet<String>();
    for (var word : Words.all(parted(text))) {
      stems.add(Words.stem(word.toLowerCase(Locale.ROOT)));
    }
    return stems;
  }

  private static String parted(String text) {
    var parted = new StringBuilder(text.length() + 8);
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (i > 0 && Character.isUpperCase(c) && Character.isLowerCase(text.charAt(i - 1))) {
        parted.append(' ');
      }
      parted.append(c);
    }
    return parted.toString();
  }

  private static Draft draft(Tool tool, FromQuestion supply) {
    return switch (tool.kind()) {
      case FUNCTION -> new Draft(tool, SchemaFiller.filled(objectOf(tool), supply));
      case CUSTOM -> new Draft(tool, supply.plain());
    };
  }

  /// A function without parameters takes an object without properties.
  private static tools.jackson.databind.JsonNode objectOf(Tool tool) {
    return tool.parameters().isObject() && !tool.parameters().isEmpty()
        ? tool.parameters()
        : tools.jackson.databind.node.JsonNodeFactory.instance.objectNode().put("type", "object");
  }
}
