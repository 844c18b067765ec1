package lectern.gateway.probe;

import java.util.List;
import lectern.gateway.CallError;
import lectern.gateway.Provider;

/// How a provider was found.
public sealed interface Finding {
  Provider provider();

  /// It answers, and nothing speaks against what routes want of it.
  record Well(Provider provider) implements Finding {}

  /// It answers that there is no such list. That tells nothing of the key; and maybe it is another
  /// server, or another path, than was meant.
  record WithoutList(Provider provider) implements Finding {}

  /// It takes the key, and does not have these models of routes among those it lists.
  record Lacks(Provider provider, List<String> models) implements Finding {
    public Lacks {
      models = List.copyOf(models);
    }
  }

  /// It could not be asked, or refused.
  record Trouble(Provider provider, CallError error) implements Finding {
    /// Whether nothing will be right until its key is another one.
    public boolean isKeyRejected() {
      return error.bare() instanceof CallError.KeyRejected;
    }
  }
}
