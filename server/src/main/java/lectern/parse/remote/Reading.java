package lectern.parse.remote;

import java.util.List;
import lectern.gateway.CallError;
import lectern.gateway.llamaparse.ParsedPage;

/// What came of having a file read at a provider.
sealed interface Reading {

  /// @param pages without gaps from 1; never empty
  record Read(List<ParsedPage> pages) implements Reading {}

  /// The document has more pages or text than it may.
  record TooLarge(PaidParser.Limits limits) implements Reading {}

  record Unusable(CallError error) implements Reading {}
}
