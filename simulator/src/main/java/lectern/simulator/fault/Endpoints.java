package lectern.simulator.fault;

import java.util.List;

/// The names that a rule's pattern may mean. A rule that means none would never strike, and whoever
/// waits for its fault would take silence for health. A test holds this list to the routes.
public final class Endpoints {
  /// All that requests and webhooks are matched by.
  public static final List<String> NAMES =
      List.of(
          "openai.chat",
          "openai.chat.list",
          "openai.chat.get",
          "openai.chat.update",
          "openai.chat.delete",
          "openai.chat.messages",
          "openai.responses",
          "openai.responses.get",
          "openai.responses.delete",
          "openai.responses.cancel",
          "openai.responses.input_items",
          "openai.responses.input_tokens",
          "openai.responses.compact",
          "openai.embeddings",
          "openai.models.list",
          "openai.models.get",
          "openai.files.create",
          "openai.files.list",
          "openai.files.get",
          "openai.files.content",
          "openai.files.delete",
          "openai.batches.create",
          "openai.batches.list",
          "openai.batches.get",
          "openai.batches.cancel",
          "openai.costs",
          "llamaparse.files.create",
          "llamaparse.files.list",
          "llamaparse.files.get",
          "llamaparse.files.content",
          "llamaparse.files.delete",
          "llamaparse.parse.create",
          "llamaparse.parse.upload",
          "llamaparse.parse.list",
          "llamaparse.parse.versions",
          "llamaparse.parse.get",
          "llamaparse.parse.cancel",
          "llamaparse.parse.delete",
          "llamaparse.presigned",
          "llamaparse.v1.upload",
          "llamaparse.v1.job",
          "llamaparse.v1.result",
          "llamaparse.v1.extensions",
          "llamaparse.v1.screenshot",
          "llamaparse.v1.history",
          "llamaparse.webhook-configs.create",
          "llamaparse.webhook-configs.list",
          "llamaparse.webhook-configs.get",
          "llamaparse.webhook-configs.update",
          "llamaparse.webhook-configs.delete",
          "llamaparse.webhook",
          "openai.webhook");

  private Endpoints() {}

  static boolean anyFits(String pattern) {
    return NAMES.stream().anyMatch(name -> Pattern.matches(pattern, name));
  }
}
