package lectern.agent;

import java.io.IOException;
import java.util.List;
import lectern.agent.Answer.Quotation;
import lectern.document.Passage;

/// Hears an answer as it comes into being, on the thread that asked. What it throws ends the
/// answer: nobody reads it any more.
public interface Listener {

  /// What was found and will be read, best first. Told once, before anything else; not at all when
  /// there are no documents.
  void retrieved(List<Passage> passages) throws IOException;

  /// The next piece of the text, with a marker such as `[1]` where a citation belongs.
  void text(String piece) throws IOException;

  /// A citation that stands on its page. Told after the piece of text that has its marker.
  ///
  /// @param number its marker, counted from 1
  void cited(int number, Quotation quotation) throws IOException;

  /// Who has answered. Told once, last; not at all when there are no documents.
  void answered(WrittenBy by) throws IOException;

  /// Hears nothing, for who wants the answer as a whole.
  Listener NOBODY =
      new Listener() {
        @Override
        public void retrieved(List<Passage> passages) {}

        @Override
        public void text(String piece) {}

        @Override
        public void cited(int number, Quotation quotation) {}

        @Override
        public void answered(WrittenBy by) {}
      };
}
