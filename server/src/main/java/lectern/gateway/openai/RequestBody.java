package lectern.gateway.openai;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import lectern.document.Sha256;
import lectern.gateway.CallError;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.Need;
import lectern.gateway.Provider;
import lectern.gateway.Provider.Feature;
import lectern.gateway.openai.Fields.Field;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A request in OpenAI's words, as far as the gateway has to understand it; the rest it passes on
/// unread, and byte for byte as it came. Immutable.
public final class RequestBody {
  /// A token for each three bytes of UTF-8 is more than nearly every text has: English has four to
  /// five characters to a token, digits stand in groups of three, a Chinese character is three
  /// bytes and about one token (o200k_base). OpenAI itself charges its limits by the number of
  /// characters before it counts (guide "Rate limits", 2026). JSON's own characters, which are
  /// counted too, stand for what the model's template adds to each message.
  static final int BYTES_PER_TOKEN = 3;

  /// A picture in base64 is not read as text: gpt-4o takes 85 tokens and 170 for each of at most
  /// eight tiles (guide "Images and vision", 2026).
  static final int TOKENS_PER_ATTACHMENT = 85 + 170 * 8;

  /// A request that sets no maximum is charged with a page or two. OpenAI charges the prompt alone
  /// then; the model's own maximum, 128,000 tokens, would let nearly nothing through. What was
  /// really used corrects it.
  static final int ASSUMED_OUTPUT_TOKENS = 1_024;

  /// What chat completions allow (OpenAI's API reference, 2026).
  private static final int MAX_CHOICES = 128;

  /// Longer than any name that is known: those of Hugging Face have at most 96 characters on either
  /// side of the slash.
  private static final int MAX_MODEL_CHARS = 256;

  /// What other gateways take to be sent elsewhere, or as somebody else. Where requests go is the
  /// operator's business.
  private static final Set<String> FOREIGN =
      Set.of(
          "api_base", "base_url", "api_key", "api_version", "extra_headers", "custom_llm_provider");

  private static final JsonMapper JSON = new JsonMapper();

  private final byte[] json;
  private final Endpoint endpoint;
  private final Fields fields;
  private final String model;
  private final boolean stream;
  private final boolean usageAsked;
  private final OptionalLong maxOutput;
  private final int choices;

  private RequestBody(byte[] json, Endpoint endpoint, Fields fields) {
    this.json = json;
    this.endpoint = endpoint;
    this.fields = fields;
    this.model = fields.text("model").orElseThrow(() -> InvalidBody.missing("model"));
    this.stream = fields.flag("stream");
    this.usageAsked = usageAsked(fields);
    this.maxOutput = maxOutput(endpoint, fields);
    this.choices = endpoint == Endpoint.CHAT ? (int) fields.count("n").orElse(1) : 1;
  }

  /// Reads a request. The bytes are kept, and must not change.
  ///
  /// @throws InvalidBody when it is none
  public static RequestBody read(byte[] json, Endpoint endpoint) {
    var fields = Fields.of(json);
    refuseForeign(fields);
    var body = new RequestBody(json, endpoint, fields);
    body.check();
    return body;
  }

  private static void refuseForeign(Fields fields) {
    for (var name : fields.names()) {
      if (FOREIGN.contains(name)) {
        throw InvalidBody.foreign(name);
      }
    }
  }

  private static boolean usageAsked(Fields fields) {
    var options = fields.value("stream_options");
    if (options.isPresent() && !options.get().isObject()) {
      throw InvalidBody.type("stream_options", "an object");
    }
    return options.map(it -> it.path("include_usage").asBoolean(false)).orElse(false);
  }

  private static OptionalLong maxOutput(Endpoint endpoint, Fields fields) {
    return switch (endpoint) {
      case CHAT -> {
        var max = fields.count("max_completion_tokens");
        yield max.isPresent() ? max : fields.count("max_tokens");
      }
      case RESPONSES -> fields.count("max_output_tokens");
      case EMBEDDINGS -> OptionalLong.of(0);
    };
  }

  private void check() {
    if (model.isBlank()) {
      throw InvalidBody.value("model", "it is empty");
    }
    if (model.length() > MAX_MODEL_CHARS || !model.chars().allMatch(it -> it >= ' ' && it < 0x7f)) {
      // It becomes a header of the reply, and a name in records and metrics.
      throw InvalidBody.value(
          "model",
          "it must be printable ASCII of at most %d characters".formatted(MAX_MODEL_CHARS));
    }
    if (choices > MAX_CHOICES) {
      throw InvalidBody.value("n", "it must be from 1 to " + MAX_CHOICES);
    }
    switch (endpoint) {
      case CHAT -> {
        if (content("messages").first() != JsonToken.START_ARRAY) {
          throw InvalidBody.type("messages", "an array of objects");
        }
        refuseEmpty("messages");
      }
      case RESPONSES -> {
        checkInput("a string or an array");
        if (fields.flag("background")) {
          throw InvalidBody.value("background", "answers are given at once here, or not at all");
        }
      }
      case EMBEDDINGS -> {
        checkInput("a string or an array");
        refuseEmpty("input");
      }
    }
  }

  private void checkInput(String expected) {
    var first = content("input").first();
    if (first != JsonToken.VALUE_STRING && first != JsonToken.START_ARRAY) {
      throw InvalidBody.type("input", expected);
    }
  }

  private Field content(String name) {
    return fields
        .field(name)
        .filter(it -> !it.isNull())
        .orElseThrow(() -> InvalidBody.missing(name));
  }

  private void refuseEmpty(String name) {
    var field = content(name);
    boolean emptyText = field.first() == JsonToken.VALUE_STRING && field.to() - field.from() == 2;
    if (emptyText || (field.first() == JsonToken.START_ARRAY && field.children() == 0)) {
      throw InvalidBody.value(name, "it is empty");
    }
  }

  /// How long it is as it came.
  public int bytes() {
    return json.length;
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /// The model or the route that is asked for.
  public String model() {
    return model;
  }

  /// Whether the answer is to come in pieces.
  public boolean isStream() {
    return stream;
  }

  /// Whether a chat's caller wants to see what it used.
  boolean isUsageAsked() {
    return usageAsked;
  }

  /// How many answers are wanted.
  int choices() {
    return choices;
  }

  /// How many vectors are wanted.
  int inputs() {
    var input = content("input");
    boolean isOne =
        input.first() == JsonToken.VALUE_STRING
            || input.child().map(JsonToken::isNumeric).orElse(false);
    return isOne ? 1 : input.children();
  }

  /// The texts to be embedded; empty when they are given as tokens.
  public Optional<List<String>> texts() {
    var input = fields.value("input").orElseThrow();
    if (input.isString()) {
      return Optional.of(List.of(input.asString()));
    }
    return input.valueStream().allMatch(JsonNode::isString)
        ? Optional.of(input.valueStream().map(JsonNode::asString).toList())
        : Optional.empty();
  }

  /// The same for other texts.
  public RequestBody withTexts(List<String> texts) {
    var splices = new Splices(json);
    splices.replaceValue(content("input"), JSON.writeValueAsString(texts));
    return read(splices.applied(), endpoint);
  }

  /// Tells apart in which form vectors are wanted: all that the request says besides its model and
  /// its texts. Servers know fields that OpenAI does not, such as `input_type` for what a text is.
  public Sha256 vectorForm() {
    var digest = Sha256.digest();
    for (var name : new TreeSet<>(fields.names())) {
      if (!name.equals("model") && !name.equals("input")) {
        var field = fields.field(name).orElseThrow();
        digest.update((name + '\0').getBytes(StandardCharsets.UTF_8));
        digest.update(json, field.from(), field.to() - field.from());
        digest.update((byte) 0);
      }
    }
    return Sha256.of(digest.digest());
  }

  /// Tells bodies apart.
  public Sha256 fingerprint() {
    return Sha256.of(Sha256.digest().digest(json));
  }

  /// How long vectors are to be, if that is said.
  OptionalLong dimensions() {
    return fields.count("dimensions");
  }

  /// What it may need of a provider's limits, at worst.
  public Need need() {
    long input =
        fields.textBytes() / BYTES_PER_TOKEN + (long) fields.attachments() * TOKENS_PER_ATTACHMENT;
    return new Need(1, input + maxOutput.orElse(ASSUMED_OUTPUT_TOKENS) * choices);
  }

  /// What a provider lacks of what is asked.
  Optional<CallError> objection(Provider provider) {
    if (provider.kind() != Provider.Kind.OPENAI && provider.kind() != Provider.Kind.AZURE) {
      return Optional.of(new CallError.NotOffered(endpoint.operation()));
    }
    return switch (endpoint) {
      case CHAT -> Optional.empty();
      case RESPONSES -> lack(provider, Feature.RESPONSES);
      case EMBEDDINGS ->
          (dimensions().isPresent()
                  ? lack(provider, Feature.DIMENSIONS)
                  : Optional.<CallError>empty())
              .or(() -> isBase64() ? lack(provider, Feature.BASE64) : Optional.<CallError>empty());
    };
  }

  private static Optional<CallError> lack(Provider provider, Feature feature) {
    return provider.has(feature)
        ? Optional.empty()
        : Optional.of(new CallError.NotOffered(feature.word()));
  }

  /// Whether vectors are wanted as bytes in base64.
  public boolean isBase64() {
    return fields.text("encoding_format").filter("base64"::equals).isPresent();
  }

  /// What is sent there: everything as it came but for what {@link Rewriting} tells.
  public byte[] forTarget(Choice choice, Provider provider) {
    return rewriting(choice, provider).bytes();
  }

  /// What is sent there to have an answer continued.
  byte[] continued(Choice choice, Provider provider, String shown) {
    return rewriting(choice, provider).continuing(shown).bytes();
  }

  private Rewriting rewriting(Choice choice, Provider provider) {
    var rewriting = new Rewriting(json, fields, provider);
    if (!choice.target().model().equals(model)) {
      rewriting.model(choice.target().model());
    }
    if (endpoint == Endpoint.CHAT) {
      rewriting.maximum();
      if (stream && !usageAsked) {
        rewriting.usage();
      } else if (stream) {
        rewriting.noUnknownOptions();
      }
    }
    return rewriting;
  }

  /// Whether a second model can go on where a first one's stream broke, as far as the request is
  /// concerned: one answer of plain text.
  boolean canGoOn() {
    return endpoint == Endpoint.CHAT
        && choices == 1
        && !fields.flag("logprobs")
        && fields.field("continue_final_message").isEmpty()
        && fields.field("add_generation_prompt").isEmpty();
  }
}
