package lectern.api.openai;

import java.time.Duration;
import lectern.embed.EmbeddingModel;
import lectern.gateway.wire.Transport;

/// What calls are made with.
///
/// @param local the embedding model of this process, for routes that lead to it
/// @param cache how much is kept of answers, and for how long
public record Asking(Transport transport, EmbeddingModel local, Cache cache) {

  /// @param mostBytes of whole chats, and as many of embeddings
  public record Cache(long mostBytes, Duration longest) {}
}
