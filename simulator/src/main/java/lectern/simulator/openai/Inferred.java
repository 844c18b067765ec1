package lectern.simulator.openai;

import java.util.List;
import lectern.simulator.bill.Charge;
import lectern.simulator.http.Fields;
import lectern.simulator.mind.Answer;

/// What a model made of an inquiry.
///
/// @param limits the headers that tell the rate limits
record Inferred(List<Answer> answers, Usage usage, Charge charge, Fields limits) {
  Inferred {
    answers = List.copyOf(answers);
  }
}
