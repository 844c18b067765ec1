package lectern.simulator.openai;

import lectern.simulator.http.Fields;
import lectern.simulator.http.Refusal;
import lectern.simulator.route.Call;

/// Lets requests in, or not, as the rate limits have it.
interface Admission {
  /// @param tokens of the prompt and those the answer may have
  /// @return the headers that tell the limits
  /// @throws Refusal with status 429
  Fields admit(Call call, Model model, long tokens);
}
