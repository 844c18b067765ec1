package lectern.simulator.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lectern.simulator.http.Body;
import lectern.simulator.http.Refusal;
import tools.jackson.databind.JsonNode;

/// What a client wants to be made vectors of, checked as OpenAI checks it (contract §4).
///
/// @param inputs the texts in order, at least one
/// @param dimensions how many each vector is to have
record EmbeddingRequest(Model model, List<Input> inputs, Format format, int dimensions) {
  static final int MAX_INPUTS = 2048;
  static final int MAX_TOKENS_TOGETHER = 300_000;

  private static final Set<String> KNOWN =
      Set.of("model", "input", "encoding_format", "dimensions", "user");

  /// A text, and how many tokens it is.
  record Input(String text, int tokens) {}

  /// How a vector stands in the answer.
  enum Format {
    /// As a list of numbers, which is what a client gets that asks for nothing.
    FLOAT,
    /// As a text: the base64 of little-endian floats of 32 bits. The vendor's own clients ask for
    /// it.
    BASE64
  }

  EmbeddingRequest {
    inputs = List.copyOf(inputs);
  }

  /// How many tokens all inputs are together.
  long tokens() {
    return inputs.stream().mapToLong(Input::tokens).sum();
  }

  /// @throws Refusal with status 400 or 404, with the vendor's words
  static EmbeddingRequest of(Body body) {
    if (!(body instanceof Body.Json(var tree)) || !tree.isObject()) {
      throw OpenAiError.invalid("you must provide a model parameter").refusal();
    }
    var wanted = new Parameters(tree, "").only(KNOWN);
    var model = model(tree.path("model"));
    var format =
        wanted
            .oneOf("encoding_format", List.of("float", "base64"))
            .filter("base64"::equals)
            .map(_ -> Format.BASE64)
            .orElse(Format.FLOAT);
    var dimensions = dimensions(tree.path("dimensions"), model);
    return new EmbeddingRequest(
        model, withinLimits(inputs(tree.path("input"), model), model), format, dimensions);
  }

  private static Model model(JsonNode name) {
    if (!name.isString() || name.asString().isEmpty()) {
      throw OpenAiError.invalid("you must provide a model parameter").refusal();
    }
    var model =
        Models.find(name.asString())
            .orElseThrow(() -> OpenAiError.noSuchModel(name.asString()).refusal());
    if (model.kind() != Model.Kind.EMBEDDING) {
      throw OpenAiError.of(
              403,
              "invalid_request_error",
              "You are not allowed to generate embeddings from this model")
          .refusal();
    }
    return model;
  }

  private static int dimensions(JsonNode dimensions, Model model) {
    if (dimensions.isMissingNode() || dimensions.isNull()) {
      return model.dimensions();
    }
    if (!model.family().startsWith("text-embedding-3-")) {
      throw OpenAiError.invalid("This model does not support specifying dimensions.").refusal();
    }
    if (!dimensions.isIntegralNumber() || dimensions.asLong(0) < 1) {
      throw wrongDimensions(dimensions, "greater than or equal to 1");
    }
    if (dimensions.asLong(0) > model.dimensions()) {
      throw wrongDimensions(dimensions, "less than or equal to " + model.dimensions());
    }
    return dimensions.asInt();
  }

  private static Refusal wrongDimensions(JsonNode dimensions, String rule) {
    return OpenAiError.invalid(
            "Invalid value for 'dimensions' = " + dimensions + ". Must be " + rule + ".")
        .param("dimensions")
        .code("invalid_value")
        .refusal();
  }

  private static List<Input> inputs(JsonNode input, Model model) {
    if (input.isString()) {
      return List.of(text(input, model));
    }
    if (!input.isArray() || input.isEmpty()) {
      throw wrongInput();
    }
    if (input.get(0).isIntegralNumber()) {
      return List.of(tokens(input, model));
    }
    if (input.size() > MAX_INPUTS) {
      throw wrongInput();
    }
    var inputs = new ArrayList<Input>();
    for (var item : input) {
      inputs.add(item.isArray() ? tokens(item, model) : text(item, model));
    }
    return inputs;
  }

  private static Input text(JsonNode text, Model model) {
    if (!text.isString() || text.asString().isEmpty()) {
      throw wrongInput();
    }
    return new Input(text.asString(), model.tokens().count(text.asString()));
  }

  private static Input tokens(JsonNode numbers, Model model) {
    var tokens = new ArrayList<Integer>();
    for (var number : numbers) {
      if (!number.isInt()) {
        throw wrongInput();
      }
      tokens.add(number.asInt());
    }
    var text = tokens.isEmpty() ? Optional.<String>empty() : model.tokens().read(tokens);
    return new Input(text.orElseThrow(EmbeddingRequest::wrongInput), tokens.size());
  }

  private static Refusal wrongInput() {
    return OpenAiError.invalid(
            "'$.input' is invalid. Please check the API reference:"
                + " https://platform.openai.com/docs/api-reference.")
        .param("input")
        .refusal();
  }

  private static List<Input> withinLimits(List<Input> inputs, Model model) {
    var together = 0L;
    for (var input : inputs) {
      if (input.tokens() > model.maxInput()) {
        throw tooLong(input.tokens(), model.maxInput());
      }
      together += input.tokens();
    }
    if (together > MAX_TOKENS_TOGETHER) {
      throw OpenAiError.of(
              400,
              "max_tokens_per_request",
              "Requested %d tokens, max %d tokens per request"
                  .formatted(together, MAX_TOKENS_TOGETHER))
          .code("max_tokens_per_request")
          .refusal();
    }
    return inputs;
  }

  private static Refusal tooLong(int tokens, int limit) {
    return OpenAiError.invalid(
            ("This model's maximum context length is %1$d tokens, however you requested %2$d tokens"
                    + " (%2$d in your prompt; 0 for the completion). Please reduce your prompt; or"
                    + " completion length.")
                .formatted(limit, tokens))
        .refusal();
  }
}
