package lectern.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// An ordered list of targets for one capability.
///
/// @param name `[a-z0-9-]{1,40}`; `chat`, `embed` and `parse` are those Lectern uses itself
/// @param choices first choice first; never empty
/// @param deadline of a call that brings none
/// @param retry what is done about failures
public record ModelRoute(
    String name,
    Capability capability,
    Policy policy,
    List<Choice> choices,
    Duration deadline,
    RetryPolicy retry,
    Caching caching) {

  public ModelRoute {
    choices = List.copyOf(choices);
    if (choices.isEmpty()) {
      throw new IllegalArgumentException("a route without a target leads nowhere: " + name);
    }
  }

  /// In which order the targets are tried. A price has its place here as soon as one is known.
  public enum Policy {
    /// As they stand.
    ORDERED,
    /// Who was the quickest lately goes first.
    FASTEST;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether whole answers of chats are kept for who asks exactly the same again.
  public enum Caching {
    ON,
    OFF
  }

  /// One target of a route.
  ///
  /// @param context how many tokens it takes, if that is known
  /// @param continuation whether it goes on with an answer that another one began
  public record Choice(Target target, OptionalLong context, Continuation continuation) {
    public static Choice of(String provider, String model) {
      return new Choice(
          new Target(provider, model), OptionalLong.empty(), Continuation.NOT_ACCEPTED);
    }
  }

  /// Whether a model goes on with an answer whose begin it is shown.
  public enum Continuation {
    ACCEPTED,
    NOT_ACCEPTED
  }
}
