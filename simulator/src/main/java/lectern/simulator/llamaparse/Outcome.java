package lectern.simulator.llamaparse;

import java.util.List;
import lectern.simulator.document.Page;

/// What a job comes to. It is known when the job is accepted, and shown when its time has come.
sealed interface Outcome {
  /// How much memory it takes, roughly, in characters.
  long chars();

  /// There are results, if perhaps not for all pages.
  record Parsed(List<Result> pages) implements Outcome {
    public Parsed {
      pages = List.copyOf(pages);
    }

    /// Whether a page is missing.
    boolean isPartial() {
      return pages.stream().anyMatch(Result.Missing.class::isInstance);
    }

    /// The pages that are there.
    List<Page> good() {
      return pages.stream()
          .filter(Result.Good.class::isInstance)
          .map(page -> ((Result.Good) page).page())
          .toList();
    }

    @Override
    public long chars() {
      return good().stream().mapToLong(Page::chars).sum();
    }
  }

  /// There are none.
  ///
  /// @param code of the contract's section 6
  record Failed(String code, String message) implements Outcome {
    @Override
    public long chars() {
      return message.length();
    }
  }

  /// A page of a result.
  sealed interface Result {
    /// From 1.
    int number();

    record Good(Page page) implements Result {
      @Override
      public int number() {
        return page.number();
      }
    }

    record Missing(int number, String error) implements Result {}
  }
}
