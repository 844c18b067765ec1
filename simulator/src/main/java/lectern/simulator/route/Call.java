package lectern.simulator.route;

import java.util.Map;
import lectern.simulator.chance.Dice;
import lectern.simulator.chance.Seed;
import lectern.simulator.fault.Effects;
import lectern.simulator.http.Request;

/// A request on its way to the endpoint it was sent to.
///
/// @param id the vendor's id of the request, as the header `x-request-id` tells it
/// @param path what stands in the places of the route's pattern, by name
public record Call(
    Request request,
    String id,
    Map<String, String> path,
    Account account,
    Effects effects,
    Seed seed) {
  /// Dice for one purpose, the same for the same request every time.
  public Dice dice(String purpose) {
    return seed.dice(purpose, request.fingerprint(), Integer.toString(request.occurrence()));
  }

  /// The same call, made by that account.
  public Call of(Account caller) {
    return new Call(request, id, path, caller, effects, seed);
  }
}
