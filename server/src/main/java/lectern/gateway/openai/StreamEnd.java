package lectern.gateway.openai;

import java.util.List;
import java.util.Optional;
import lectern.gateway.Usage;

/// How a stream ended well.
///
/// @param finishReasons of a chat's choices, by index; of a response its status or the reason why
///   it is incomplete
/// @param usage of the last stream, if it was told
/// @param model as the last stream calls itself
/// @param streams of how many the answer is made; more than one when a stream broke and another
///   went on
/// @param malformed pieces that could not be read and were left out
public record StreamEnd(
    List<String> finishReasons,
    Optional<Usage> usage,
    Optional<String> model,
    int streams,
    int malformed) {

  public StreamEnd {
    finishReasons = List.copyOf(finishReasons);
  }
}
