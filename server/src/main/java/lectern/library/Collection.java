package lectern.library;

import java.time.Instant;

/// Documents that readers put together.
///
/// @param documents how many are in it
public record Collection(CollectionId id, String name, int documents, Instant createdAt) {}
