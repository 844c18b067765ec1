package lectern.document;

import java.util.Optional;

/// Who reads, or has read, a document's pages.
///
/// @param parser {@link Page#LOCAL}, or a provider with its tier: `llamaparse/agentic`
/// @param fallback why it is not the first choice, a sentence; empty when it is
public record ReadBy(String parser, Optional<String> fallback) {

  /// The parser of this process, by choice.
  public static final ReadBy LOCAL = new ReadBy(Page.LOCAL, Optional.empty());
}
