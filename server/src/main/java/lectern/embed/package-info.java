/// Chunks become vectors, and every vector is kept, so that the same text is never computed twice.
///
/// It knows neither documents' whereabouts nor the index. Read {@link
/// lectern.embed.EmbeddingModel}, then {@link lectern.embed.Vectors}; {@link
/// lectern.embed.ProviderModel} is asked over the gateway, and `lectern.embed.local` is the model
/// that needs no other server.
@NullMarked
package lectern.embed;

import org.jspecify.annotations.NullMarked;
