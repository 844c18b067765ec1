package lectern.simulator.fault;

import java.util.Map;
import java.util.Optional;

/// Which requests a rule is about. All conditions must hold; a `*` in a pattern stands for
/// anything.
///
/// @param endpoint a pattern such as `openai.*`
/// @param model a pattern
/// @param headers patterns by the name of the header
/// @param calls which of the requests that meet the other conditions, counted from 1
/// @param probability how many of those, from 0 to 1
public record Match(
    String endpoint,
    String model,
    Map<String, String> headers,
    Window window,
    Optional<Calls> calls,
    double probability) {
  /// Any request at any time.
  public static final Match ANYTHING =
      new Match("*", "*", Map.of(), Window.ALWAYS, Optional.empty(), 1);

  public Match {
    headers = Map.copyOf(headers);
  }

  /// Which of the requests, in the order of their arrival.
  public sealed interface Calls {
    /// The one with that number, up to the one with that.
    record Range(long first, long last) implements Calls {}

    /// Each n-th.
    record Every(long n) implements Calls {}

    /// Whether it is about the request of that number.
    default boolean include(long number) {
      return switch (this) {
        case Range(long first, long last) -> first <= number && number <= last;
        case Every(long n) -> number % n == 0;
      };
    }
  }
}
