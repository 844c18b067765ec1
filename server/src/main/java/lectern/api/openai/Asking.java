package lectern.api.openai;

import java.time.Duration;
import java.util.function.ToIntFunction;
import lectern.embed.EmbeddingModel;
import lectern.gateway.wire.Transport;

/// What calls are made with.
///
/// @param local the embedding model of this process, for routes that lead to it
/// @param tokens counts those of a text as that model does
/// @param cache how much is kept of answers, and for how long
public record Asking(
    Transport transport, EmbeddingModel local, ToIntFunction<String> tokens, Cache cache) {

  /// @param mostBytes of whole chats, and as many of embeddings
  public record Cache(long mostBytes, Duration longest) {}
}
