package lectern.simulator.llamaparse;

import lectern.simulator.route.Account;
import lectern.simulator.route.Call;

/// Whom files and jobs belong to. "Keys belong to a project" (contract, section 1): here each key
/// has one of its own.
///
/// @param id a UUID, the same for the same key and seed
/// @param masked the key, as it may be shown
record Project(String id, String masked) {
  static Project of(Call call) {
    Account account = call.account();
    var id = call.seed().dice("llamaparse.project", account.masked()).uuid();
    return new Project(id.toString(), account.masked());
  }
}
