package lectern.simulator.openai;

import lectern.simulator.http.Refusal;
import lectern.simulator.route.Call;
import lectern.simulator.route.Served;

/// An endpoint that serves requests by themselves and in batches.
interface Service {
  /// @throws Refusal when it turns the request down
  Served serve(Call call, Terms terms) throws Refusal, InterruptedException;
}
