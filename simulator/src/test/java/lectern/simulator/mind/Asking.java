package lectern.simulator.mind;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lectern.simulator.fault.Fault;
import lectern.simulator.mind.Message.Speaker;
import lectern.simulator.mind.Tooling.AtOnce;
import lectern.simulator.mind.Tooling.Choice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Questions to the simulated model, made of little.
record Asking(List<Message> messages, Tooling tooling, Form form, Question.Bounds bounds) {
  static final Question.Bounds UNBOUND =
      new Question.Bounds(
          Tokens.O200K_BASE, OptionalInt.empty(), List.of(), Effort.NONE, Optional.empty());

  static Asking of(Message... messages) {
    return new Asking(List.of(messages), Tooling.NONE, new Form.Prose(), UNBOUND);
  }

  static Asking of(String question) {
    return of(user(question));
  }

  static Message user(String text) {
    return new Message(Speaker.USER, text);
  }

  static Message system(String text) {
    return new Message(Speaker.SYSTEM, text);
  }

  static Message calling() {
    return new Message(Speaker.ASSISTANT_CALLING, "");
  }

  static Message result(String text) {
    return new Message(Speaker.TOOL, text);
  }

  static JsonNode json(String text) {
    return new JsonMapper().readTree(text);
  }

  static Tool tool(String name, String description, String parameters) {
    return new Tool(Tool.Kind.FUNCTION, name, description, json(parameters));
  }

  Asking with(Choice choice, Tool... tools) {
    return new Asking(messages, new Tooling(List.of(tools), choice, AtOnce.SEVERAL), form, bounds);
  }

  Asking one() {
    return new Asking(
        messages, new Tooling(tooling.tools(), tooling.choice(), AtOnce.ONE), form, bounds);
  }

  Asking in(Form other) {
    return new Asking(messages, tooling, other, bounds);
  }

  Asking bounds(OptionalInt maxTokens, List<String> stops, Effort effort) {
    return new Asking(
        messages,
        tooling,
        form,
        new Question.Bounds(Tokens.O200K_BASE, maxTokens, stops, effort, Optional.empty()));
  }

  Asking manner(Fault.Manner manner) {
    return new Asking(
        messages,
        tooling,
        form,
        new Question.Bounds(
            Tokens.O200K_BASE, OptionalInt.empty(), List.of(), Effort.NONE, Optional.of(manner)));
  }

  Answer answer() {
    return Mind.answer(new Question(messages, tooling, form, bounds), 0);
  }

  String text() {
    return ((Answer.Says) answer().content()).text().text();
  }

  /// The calls as `name arguments`.
  List<String> calls() {
    return ((Answer.Calls) answer().content())
        .calls().stream().map(call -> call.tool().name() + " " + call.arguments().text()).toList();
  }
}
