package lectern.simulator.mind;

import java.util.List;
import java.util.Optional;
import lectern.simulator.fault.Fault.Manner;
import lectern.simulator.mind.Answer.Calling;
import lectern.simulator.mind.Answer.Ending;
import lectern.simulator.mind.Question.Bounds;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// The simulated language model. It does not understand: it calls the tool whose name and
/// description share most words with the question, quotes the sentences of the passages that do,
/// and says so when there are none. Equal questions have equal answers.
public final class Mind {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String REFUSAL = "I'm sorry, but I can't assist with that request.";

  private Mind() {}

  /// The answer.
  ///
  /// @param variant the how-manieth of several answers to one question, from 0
  public static Answer answer(Question question, int variant) {
    var asked = Asked.in(question.messages());
    var bounds = question.bounds();
    var reasoning = bounds.effort().tokensFor(asked.text());
    var most = bounds.maxTokens().orElse(Integer.MAX_VALUE);
    if (reasoning >= most) {
      return new Answer(new Answer.Says(bounds.tokens().write("")), Ending.LENGTH, most);
    }
    return made(question, asked, variant, reasoning);
  }

  private static Answer made(Question question, Asked asked, int variant, int reasoning) {
    var bounds = question.bounds();
    var left = bounds.maxTokens().orElse(Integer.MAX_VALUE) - reasoning;
    if (does(bounds, Manner.REFUSAL)) {
      var refusal = bounds.tokens().write(REFUSAL).first(left);
      return new Answer(new Answer.Refuses(refusal), ending(REFUSAL, refusal), reasoning);
    }
    if (does(bounds, Manner.CONTENT_FILTER)) {
      return new Answer(new Answer.Says(bounds.tokens().write("")), Ending.FILTERED, reasoning);
    }
    var drafts = Toolbox.calls(question.tooling(), asked);
    return drafts.isEmpty()
        ? said(text(question, asked, variant), bounds, left, reasoning)
        : called(drafts, bounds, left, reasoning);
  }

  private static boolean does(Bounds bounds, Manner manner) {
    return bounds.manner().equals(Optional.of(manner));
  }

  private static Ending ending(String whole, Written kept) {
    return kept.text().length() == whole.length() ? Ending.STOP : Ending.LENGTH;
  }

  private static String text(Question question, Asked asked, int variant) {
    var evidence = Evidence.in(question.messages(), asked);
    var answer = Prose.answer(asked, evidence, variant);
    return switch (question.form()) {
      case Form.Prose() -> answer;
      case Form.AnyJson() -> anyJson(answer, evidence);
      case Form.Schema(var schema) ->
          SchemaFiller.filled(schema, new FromEvidence(answer, evidence.quotes()));
    };
  }

  private static String anyJson(String answer, Evidence evidence) {
    var object = JsonNodeFactory.instance.objectNode();
    object.put("answer", answer);
    var quotes = object.putArray("quotes");
    for (var quote : evidence.quotes()) {
      quotes.addObject().put("quote", quote.text()).put("citation", quote.place().citation());
    }
    return JSON.writeValueAsString(object);
  }

  private static Answer said(String text, Bounds bounds, int left, int reasoning) {
    var whole = bounds.tokens().write(stopped(text, bounds.stops()));
    var allowed = does(bounds, Manner.LENGTH) ? Math.min(left, whole.tokens() / 2) : left;
    var kept = whole.first(allowed);
    var ending = kept.tokens() < whole.tokens() ? Ending.LENGTH : Ending.STOP;
    return new Answer(new Answer.Says(kept), ending, reasoning);
  }

  private static String stopped(String text, List<String> stops) {
    var end = text.length();
    for (var stop : stops) {
      var found = text.indexOf(stop);
      end = found >= 0 && !stop.isEmpty() ? Math.min(end, found) : end;
    }
    return text.substring(0, end);
  }

  /// Calls use up the tokens one after the other; the one that does not fit is cut, and those after
  /// it are not made.
  private static Answer called(List<Toolbox.Draft> drafts, Bounds bounds, int left, int reasoning) {
    var calls = new java.util.ArrayList<Calling>();
    var room = left;
    for (var draft : drafts) {
      var whole = bounds.tokens().write(input(draft, bounds));
      room -= Answer.CALL_OVERHEAD;
      if (room < whole.tokens()) {
        var cut = whole.first(Math.max(0, room));
        if (room > 0) {
          calls.add(new Calling(draft.tool(), cut));
        }
        return cut(calls, bounds, left, reasoning);
      }
      calls.add(new Calling(draft.tool(), whole));
      room -= whole.tokens();
    }
    return new Answer(new Answer.Calls(calls), Ending.TOOLS, reasoning);
  }

  private static Answer cut(List<Calling> calls, Bounds bounds, int left, int reasoning) {
    return calls.isEmpty()
        ? nothing(bounds, left, reasoning)
        : new Answer(new Answer.Calls(calls), Ending.LENGTH, reasoning);
  }

  /// Not even a call's name fits. A model that reasons has thought all the while; any other has
  /// made nothing.
  private static Answer nothing(Bounds bounds, int left, int reasoning) {
    var thought = bounds.effort() == Effort.NONE ? 0 : reasoning + left;
    return new Answer(new Answer.Says(bounds.tokens().write("")), Ending.LENGTH, thought);
  }

  /// Broken arguments lack their end, as those of a model that lost the thread.
  private static String input(Toolbox.Draft draft, Bounds bounds) {
    return does(bounds, Manner.BROKEN_ARGUMENTS)
        ? draft.input().substring(0, Math.max(0, draft.input().length() - 1))
        : draft.input();
  }
}
