package lectern.simulator.llamaparse;

import java.util.HashMap;
import java.util.Map;
import lectern.simulator.bill.Charge;
import lectern.simulator.bill.Entry;
import lectern.simulator.http.Refusal;
import lectern.simulator.route.Account;
import lectern.simulator.route.World;

/// What each key with a purse has spent, also before the start, against what the plan lets it
/// spend.
final class Purses {
  private final Map<String, Long> allowed = new HashMap<>();
  private final Map<String, Long> spent = new HashMap<>();

  Purses(World world) {
    world
        .plan()
        .purses()
        .forEach((key, purse) ->
            purse
                .credits()
                .ifPresent(credits -> allowed.put(LlamaParse.account(key).masked(), credits)));
    if (!allowed.isEmpty()) {
      world.bill().payable(this::spend);
    }
  }

  private void spend(Entry entry) {
    if (entry.charge().measure() instanceof Charge.Credits(var credits)) {
      spend(entry.key(), credits);
    }
  }

  /// Turns down a key that has nothing left. As long as it has anything, a job may cost more: what
  /// it will cost is not known before.
  synchronized void check(Account account) throws Refusal {
    var most = allowed.get(account.masked());
    if (most != null && spent.getOrDefault(account.masked(), 0L) >= most) {
      throw Denial.of(402, "You've exceeded the maximum number of credits for your plan");
    }
  }

  /// @param credits negative to give back
  synchronized void spend(String masked, long credits) {
    if (allowed.containsKey(masked)) {
      spent.merge(masked, credits, Long::sum);
    }
  }
}
