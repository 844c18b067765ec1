package lectern.agent;

import java.util.List;
import lectern.document.Citation;
import lectern.document.Passage;

/// What came of a question. Each kind has a name that its reader sees.
public sealed interface Answer {

  /// Sentences and table rows of the documents, word for word; nothing was written by a language
  /// model.
  ///
  /// @param quotations best first; never empty
  /// @param passages what was found and read, best first
  record Extracts(List<Quotation> quotations, List<Passage> passages) implements Answer {
    public Extracts {
      quotations = List.copyOf(quotations);
      passages = List.copyOf(passages);
      if (quotations.isEmpty()) {
        throw new IllegalArgumentException("an answer without a quotation is not one");
      }
    }
  }

  /// Text that a language model wrote from the passages, each citation of which stands on its page,
  /// letter for letter.
  ///
  /// @param text with a marker such as `[1]` where citation 1 belongs
  /// @param quotations what bears the text out, in the order of their numbers; never empty
  /// @param passages what was found, best first
  record Written(String text, List<Quotation> quotations, List<Passage> passages)
      implements Answer {
    public Written {
      quotations = List.copyOf(quotations);
      passages = List.copyOf(passages);
      if (quotations.isEmpty()) {
        throw new IllegalArgumentException("an answer that nothing bears out is not one");
      }
    }
  }

  /// The documents do not answer this.
  ///
  /// @param passages what came nearest, best first; may be empty
  record NotInDocuments(List<Passage> passages) implements Answer {
    public NotInDocuments {
      passages = List.copyOf(passages);
    }
  }

  /// There is no document ready to be searched in the scope.
  record NoDocuments() implements Answer {}

  /// A quotation with what a reader needs to understand it.
  ///
  /// @param heading the nearest heading above it; empty when there is none
  /// @param tableHeader the header rows of its table; empty when it is a sentence
  /// @param score how well it answers; comparable only within one answer
  record Quotation(Citation citation, String heading, String tableHeader, double score) {}
}
