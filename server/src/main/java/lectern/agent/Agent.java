package lectern.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import lectern.index.SearchIndex.Scope;
import lectern.retrieve.Question;
import lectern.store.Tenancy;

/// Answers questions from documents. Safe to use from many threads.
public interface Agent {

  /// Answers from the documents of a scope, and tells each part as soon as it is there.
  ///
  /// The caller works for the scope's workspace already, see {@link Tenancy}.
  ///
  /// @throws IOException what the listener throws
  /// @throws lectern.gateway.GaveUp when a provider has failed and nobody else can answer
  Answer answer(Question question, Scope scope, Listener listener)
      throws IOException, InterruptedException;

  /// Answers from the documents of a scope, as a whole.
  default Answer answer(Question question, Scope scope) throws InterruptedException {
    return answerWhole(question, scope, Listener.NOBODY);
  }

  /// The same, for a listener in this process, which does not go away.
  default Answer answerWhole(Question question, Scope scope, Listener listener)
      throws InterruptedException {
    return Tenancy.in(scope.workspace(), () -> unbroken(question, scope, listener));
  }

  private Answer unbroken(Question question, Scope scope, Listener listener)
      throws InterruptedException {
    try {
      return answer(question, scope, listener);
    } catch (IOException e) {
      throw new UncheckedIOException("who listens here does not go away", e);
    }
  }
}
