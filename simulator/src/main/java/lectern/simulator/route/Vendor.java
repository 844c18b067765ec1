package lectern.simulator.route;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import lectern.simulator.http.Request;

/// One of the simulated services, or the simulator's own controls: which paths it has, and how it
/// speaks when something is wrong.
public interface Vendor {
  /// Whether an unknown path is this vendor's to deny.
  boolean owns(String path);

  /// All its endpoints.
  List<Route> routes();

  /// Who calls.
  ///
  /// @throws Refusal when that cannot be told, or may not
  Account account(Request request) throws Refusal;

  /// What a rule may match as the model: the model asked for, the tier of a parse job, or nothing.
  String model(Request request);

  /// No such path.
  Reply.Whole notFound(Request request);

  /// The path is there, but not for this method.
  default Reply.Whole notAllowed(Request request) {
    return notFound(request);
  }

  /// The body cannot be read, for that reason.
  Reply.Whole unreadable(Request request, String why);

  /// The body has more bytes than that.
  Reply.Whole tooLarge(Request request, long limitBytes);

  /// The names of the errors that a plan may ask for.
  Set<String> errorNames();

  /// The error of that name as this vendor would answer it here; empty if it has none of that name.
  Optional<Reply.Whole> error(String name, Call call);

  /// The error of that name as it would stand in a body with status 200.
  Optional<String> errorInside(String name, Call call);

  /// The reply with the headers this vendor puts on everything.
  ///
  /// @param processing how long the vendor says it took
  Reply dressed(Reply reply, Call call, Duration processing);
}
