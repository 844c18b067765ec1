package lectern.simulator.route;

import lectern.simulator.http.Refusal;

/// What an endpoint does.
public interface Handler {
  /// Serves the call.
  ///
  /// @throws Refusal when the vendor would turn it down
  Served serve(Call call) throws Refusal, InterruptedException;
}
