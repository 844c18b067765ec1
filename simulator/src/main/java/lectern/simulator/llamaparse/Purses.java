package lectern.simulator.llamaparse;

import java.util.HashMap;
import java.util.Map;
import lectern.simulator.fault.Plan;
import lectern.simulator.http.Refusal;
import lectern.simulator.route.Account;

/// What each key has spent, against what the plan lets it spend.
final class Purses {
  private final Plan plan;
  private final Map<String, Long> spent = new HashMap<>();

  Purses(Plan plan) {
    this.plan = plan;
  }

  /// Turns down a key that has nothing left. As long as it has anything, a job may cost more: what
  /// it will cost is not known before.
  synchronized void check(Account account) throws Refusal {
    var purse = plan.purses().get(account.key());
    if (purse == null) {
      return;
    }
    purse
        .credits()
        .filter(credits -> spent.getOrDefault(account.masked(), 0L) >= credits)
        .ifPresent(_ -> {
          throw Denial.of(402, "You've exceeded the maximum number of credits for your plan");
        });
  }

  /// @param credits negative to give back
  synchronized void spend(String masked, long credits) {
    spent.merge(masked, credits, Long::sum);
  }
}
