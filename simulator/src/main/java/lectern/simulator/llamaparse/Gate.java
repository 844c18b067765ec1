package lectern.simulator.llamaparse;

import lectern.simulator.http.Refusal;
import lectern.simulator.route.Call;
import lectern.simulator.route.World;

/// Counts requests against what the plan allows.
final class Gate {
  Gate(World world) {}

  void job(Call call) throws Refusal {}

  void file(Call call) throws Refusal {}
}
