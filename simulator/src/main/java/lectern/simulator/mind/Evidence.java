package lectern.simulator.mind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lectern.simulator.mind.Message.Speaker;

/// What the messages hold that may answer the question.
///
/// @param quotes the sentences that share most words with the question, best first
/// @param hasPassages whether there was anything to quote from at all
record Evidence(List<Sentence> quotes, boolean hasPassages) {
  /// A sentence must share at least this part of the weight of the question's words.
  private static final double ENOUGH = 0.34;

  /// A further sentence must be nearly as good as the best.
  private static final double NEARLY = 0.75;

  private static final int MOST_QUOTES = 3;

  /// An unlabelled sentence as long as this is more than a remark.
  private static final int PASSAGE_LENGTH = 40;

  private static final Set<String> SUMMARIES =
      Set.of("summarize", "summarise", "summary", "overview", "tldr", "zusammenfassung");

  private static final Set<String> COMMANDS =
      Set.of(
          "answer", "use", "do", "don", "always", "never", "if", "cite", "quote", "be", "respond",
          "reply", "write", "give", "please", "only", "keep", "return", "call", "say", "when");

  Evidence {
    quotes = List.copyOf(quotes);
  }

  static Evidence in(List<Message> messages, Asked asked) {
    var sentences = new ArrayList<Sentence>();
    for (var message : messages) {
      if (!isFromTheModel(message)) {
        collect(message, asked, sentences);
      }
    }
    var fromTools = messages.stream().anyMatch(message -> message.isFrom(Speaker.TOOL));
    var hasPassages =
        fromTools
            || sentences.stream()
                .anyMatch(s -> s.place().isKnown() || s.text().length() >= PASSAGE_LENGTH);
    return new Evidence(best(sentences, asked.text()), hasPassages);
  }

  private static boolean isFromTheModel(Message message) {
    return message.isFrom(Speaker.ASSISTANT) || message.isFrom(Speaker.ASSISTANT_CALLING);
  }

  private static void collect(Message message, Asked asked, List<Sentence> sentences) {
    if (message.text().equals(asked.text())) {
      return;
    }
    for (var sentence : Passages.in(message.text())) {
      var isDocument = message.isFrom(Speaker.TOOL) || !addressesTheModel(sentence);
      if (isDocument && !sentence.text().endsWith("?") && !asked.text().contains(sentence.text())) {
        sentences.add(sentence);
      }
    }
  }

  private static boolean addressesTheModel(Sentence sentence) {
    var words = Words.all(sentence.text());
    return !sentence.place().isKnown()
        && (words.isEmpty()
            || COMMANDS.contains(words.getFirst().toLowerCase(Locale.ROOT))
            || words.stream()
                .anyMatch(word -> word.equalsIgnoreCase("you") || word.equalsIgnoreCase("your")));
  }

  private static List<Sentence> best(List<Sentence> sentences, String question) {
    if (sentences.isEmpty()) {
      return List.of();
    }
    if (Words.all(question).stream()
        .anyMatch(w -> SUMMARIES.contains(w.toLowerCase(Locale.ROOT)))) {
      return sentences.subList(0, Math.min(MOST_QUOTES, sentences.size()));
    }
    return mostShared(sentences, Words.stems(question));
  }

  private record Scored(Sentence sentence, double score) {}

  private static List<Sentence> mostShared(List<Sentence> sentences, Set<String> wanted) {
    var stems = sentences.stream().map(sentence -> Words.stems(sentence.text())).toList();
    var weights = weights(wanted, stems);
    var whole = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    var scored = new ArrayList<Scored>();
    for (var i = 0; i < sentences.size(); i++) {
      var score = score(weights, stems.get(i));
      if (score > 0 && score >= ENOUGH * whole) {
        scored.add(new Scored(sentences.get(i), score));
      }
    }
    scored.sort(Comparator.comparingDouble(Scored::score).reversed());
    return scored.stream()
        .filter(one -> one.score() >= NEARLY * scored.getFirst().score())
        .map(Scored::sentence)
        .distinct()
        .limit(MOST_QUOTES)
        .toList();
  }

  /// The rarer a word, the more it weighs.
  private static Map<String, Double> weights(Set<String> wanted, List<Set<String>> sentences) {
    var weights = new HashMap<String, Double>();
    for (var word : wanted) {
      var holding = sentences.stream().filter(stems -> stems.contains(word)).count();
      weights.put(word, Math.log(1 + sentences.size() / Math.max((double) holding, 0.5)));
    }
    return weights;
  }

  private static double score(Map<String, Double> weights, Set<String> stems) {
    var score = 0.0;
    for (var weight : weights.entrySet()) {
      score += stems.contains(weight.getKey()) ? weight.getValue() : 0;
    }
    return score;
  }
}
