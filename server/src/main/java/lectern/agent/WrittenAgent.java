package lectern.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lectern.agent.Answer.Quotation;
import lectern.document.Passage;
import lectern.gateway.Account;
import lectern.gateway.CallError;
import lectern.gateway.GaveUp;
import lectern.gateway.ModelRoute;
import lectern.gateway.Outcome;
import lectern.gateway.Priority;
import lectern.gateway.openai.Errand;
import lectern.gateway.openai.OpenAiChat;
import lectern.gateway.openai.StreamEnd;
import lectern.index.SearchIndex.Scope;
import lectern.retrieve.Question;
import lectern.retrieve.Retriever;
import lectern.store.Pages;

/// Answers by a language model that is shown the best passages. What it cites is looked up: behind
/// each of its markers stands the statement of that passage which bears the sentence out best, word
/// for word from its page. Markers of passages that do not exist, or say nothing of the kind, are
/// taken out; an answer that is left without any is told as one that the documents do not give.
///
/// When no model can be asked, and nothing has been shown yet, the extractive agent answers and
/// says why. An answer that a model refuses by its policy is not carried round it, and one that
/// breaks off is told as broken off.
///
/// Safe to use from many threads.
public final class WrittenAgent implements Agent {
  /// Tokens of an answer, the model's thoughts among them: some paragraphs, and as much again for a
  /// model that thinks a lot.
  private static final int MOST_TOKENS = 4_000;

  // OpenAI's finish reasons
  private static final String TOO_LONG = "length";
  private static final String FILTERED = "content_filter";

  private final Sources sources;
  private final OpenAiChat chat;
  private final ModelRoute route;
  private final ExtractiveAgent instead;
  private final Support support = new Support();

  /// Where the answers come from.
  ///
  /// @param passagesRead how many passages are read for one answer
  public record Sources(Retriever retriever, Pages pages, int passagesRead) {}

  /// @param route of models to be asked through the gateway
  /// @param instead answers when none of them can
  public WrittenAgent(Sources sources, OpenAiChat chat, ModelRoute route, ExtractiveAgent instead) {
    this.sources = sources;
    this.chat = chat;
    this.route = route;
    this.instead = instead;
  }

  @Override
  public Answer answer(Question question, Scope scope, Listener listener)
      throws IOException, InterruptedException {
    var retriever = sources.retriever();
    var passages = retriever.find(question, scope, sources.passagesRead());
    if (passages.isEmpty() && !retriever.hasDocuments(scope)) {
      return new Answer.NoDocuments();
    }
    listener.retrieved(passages);
    if (passages.isEmpty()) {
      listener.answered(WrittenBy.LOCAL); // there is nothing to show to a model
      return new Answer.NotInDocuments(passages);
    }
    return write(question, scope, passages, listener);
  }

  private Answer write(Question question, Scope scope, List<Passage> passages, Listener listener)
      throws IOException, InterruptedException {
    var shown = Prompt.shown(passages);
    var text = new Composition(shown, listener);
    var asked = new OpenAiChat.Question(Prompt.of(question, shown), OptionalInt.of(MOST_TOKENS));
    var errand = new Errand(scope.workspace(), route, Priority.CHAT);
    return switch (chat.ask(asked, errand, text)) {
      case Outcome.Answered<StreamEnd>(var end, var account) -> {
        text.markers.end();
        var broken = broken(end);
        if (broken.isPresent()) {
          throw new GaveUp(broken.get(), account);
        }
        listener.answered(by(account));
        yield text.answer(passages);
      }
      case Outcome.GivenUp<StreamEnd>(var error, _, var account) -> {
        text.rethrow();
        if (text.isBegun() || !mayBeAnsweredHere(error)) {
          throw new GaveUp(error, account);
        }
        var extracts = instead.quote(question, passages, listener);
        var why = route.choices().getFirst().target() + ": " + error.message();
        listener.answered(
            new WrittenBy(
                WrittenBy.LOCAL.provider(), Optional.of(account.call()), Optional.of(why)));
        yield extracts;
      }
    };
  }

  /// Why a stream that has ended as streams do is no answer all the same.
  private static Optional<CallError> broken(StreamEnd end) {
    if (end.finishReasons().contains(TOO_LONG)) {
      return Optional.of(new CallError.CutStream("it reached the limit of its length"));
    }
    return end.finishReasons().contains(FILTERED)
        ? Optional.of(new CallError.Refused("its filter of contents ended the answer"))
        : Optional.empty();
  }

  private static boolean mayBeAnsweredHere(CallError error) {
    return !(error instanceof CallError.Refused || error instanceof CallError.Abandoned);
  }

  private WrittenBy by(Account account) {
    var target = account.target().orElseGet(() -> route.choices().getFirst().target());
    return new WrittenBy(target.toString(), Optional.of(account.call()), account.fallback());
  }

  /// An answer as it comes into being.
  private final class Composition implements OpenAiChat.Pieces, Markers.Citing {
    private final List<Passage> shown;
    private final Listener listener;
    private final Quoting quoting = new Quoting(sources.pages());
    private final Markers markers = new Markers(this);
    private final StringBuilder text = new StringBuilder();
    private final List<Quotation> quotations = new ArrayList<>();
    private int told;
    private Optional<IOException> gone = Optional.empty();

    Composition(List<Passage> shown, Listener listener) {
      this.shown = shown;
      this.listener = listener;
    }

    @Override
    public void take(String piece) throws IOException {
      try {
        markers.take(piece);
      } catch (IOException e) {
        gone = Optional.of(e);
        throw e;
      }
    }

    /// What the listener threw, on the thread that asked.
    void rethrow() throws IOException {
      if (gone.isPresent()) {
        throw gone.get();
      }
    }

    boolean isBegun() {
      return !text.isEmpty();
    }

    @Override
    public String cite(int passage, String sentence) {
      if (passage < 1 || passage > shown.size()) {
        return "";
      }
      return support
          .of(sentence, shown.get(passage - 1))
          .flatMap(it -> quoting.of(shown.get(passage - 1), it.statement(), it.share()))
          .map(it -> "[" + number(it) + "]")
          .orElse("");
    }

    /// One number for one place, however often it is cited.
    private int number(Quotation quotation) {
      for (int i = 0; i < quotations.size(); i++) {
        if (quotations.get(i).citation().equals(quotation.citation())) {
          return i + 1;
        }
      }
      quotations.add(quotation);
      return quotations.size();
    }

    @Override
    public void show(String piece) throws IOException {
      text.append(piece);
      listener.text(piece);
    }

    @Override
    public void settled() throws IOException {
      for (; told < quotations.size(); told++) {
        listener.cited(told + 1, quotations.get(told));
      }
    }

    Answer answer(List<Passage> passages) {
      return quotations.isEmpty()
          ? new Answer.NotInDocuments(passages)
          : new Answer.Written(text.toString(), quotations, passages);
    }
  }
}
