package lectern.bench;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import lectern.agent.Answer;
import lectern.agent.Answer.Quotation;
import lectern.bench.Exam.Right;
import lectern.bench.Exam.Task;
import lectern.bench.Library.Place;
import lectern.cli.Application;
import lectern.document.Citation;
import lectern.document.WorkspaceId;
import lectern.index.SearchIndex.Scope;
import lectern.retrieve.Question;
import lectern.retrieve.Retriever.Mode;

/// What came of one question.
///
/// @param ranks the first right page among the pages found, counted from 1, for each way of
///   searching; none where there is no right page, or not among {@link #FIRST_PAGES}
/// @param told what the answer was
/// @param quoted its quotations
record Trial(Task task, Map<Mode, OptionalInt> ranks, Told told, Quoted quoted) {

  /// Pages looked at: what a reader sees without scrolling.
  static final int FIRST_PAGES = 5;

  /// Passages asked for so that {@link #FIRST_PAGES} different pages are among them.
  private static final int PASSAGES = 40;

  /// What an answer was, judged by where its quotations stand.
  enum Told {
    FIRST_QUOTATION_RIGHT("right page"),
    OTHER_QUOTATION_RIGHT("right page, not quoted first"),
    WRONG_PAGES("other pages"),
    NOT_IN_DOCUMENTS("not in the documents");

    private final String words;

    Told(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /// The quotations of an answer.
  ///
  /// @param verified how many of them stand, letter for letter, on the page they name
  /// @param asExpected how many of them hold the text that is expected
  record Quoted(int count, int verified, int asExpected) {
    static Quoted of(List<Quotation> quotations, Task task, Application lectern) {
      var citations = quotations.stream().map(Quotation::citation).toList();
      var texts = citations.stream().map(citation -> Library.fold(citation.quotation())).toList();
      return new Quoted(
          citations.size(),
          (int) citations.stream().filter(citation -> stands(lectern, citation)).count(),
          (int)
              texts.stream()
                  .filter(text -> task.expected().filter(text::contains).isPresent())
                  .count());
    }
  }

  Trial {
    ranks = Map.copyOf(ranks);
  }

  static Trial of(Task task, Application lectern) throws InterruptedException {
    var question = new Question(task.question());
    Set<Place> right =
        switch (task.right()) {
          case Right.OnPages(var places) -> places;
          case Right.Nowhere() -> Set.of();
        };
    var ranks = new EnumMap<Mode, OptionalInt>(Mode.class);
    for (var mode : Mode.values()) {
      ranks.put(mode, firstRight(lectern, question, mode, right));
    }
    var quotations = quotations(lectern.agent().answer(question, everything()));
    return new Trial(task, ranks, told(quotations, right), Quoted.of(quotations, task, lectern));
  }

  static Scope everything() {
    return Scope.all(WorkspaceId.LOCAL);
  }

  private static OptionalInt firstRight(
      Application lectern, Question question, Mode mode, Set<Place> right)
      throws InterruptedException {
    var pages = new LinkedHashSet<Place>();
    for (var passage : lectern.retriever().find(question, everything(), mode, PASSAGES)) {
      pages.add(new Place(passage.document().id(), passage.page()));
    }
    var first = pages.stream().limit(FIRST_PAGES).toList();
    for (int at = 0; at < first.size(); at++) {
      if (right.contains(first.get(at))) {
        return OptionalInt.of(at + 1);
      }
    }
    return OptionalInt.empty();
  }

  private static List<Quotation> quotations(Answer answer) {
    return switch (answer) {
      case Answer.Extracts(var quotations, _) -> quotations;
      case Answer.Written(_, var quotations, _) -> quotations;
      case Answer.NotInDocuments _, Answer.NoDocuments _ -> List.of();
    };
  }

  private static boolean stands(Application lectern, Citation citation) {
    return lectern
        .pages()
        .page(citation.document(), citation.page())
        .filter(citation::standsOn)
        .isPresent();
  }

  private static Told told(List<Quotation> quotations, Set<Place> right) {
    if (quotations.isEmpty()) {
      return Told.NOT_IN_DOCUMENTS;
    }
    var places =
        quotations.stream()
            .map(Quotation::citation)
            .map(citation -> new Place(citation.document(), citation.page()))
            .toList();
    if (right.contains(places.getFirst())) {
      return Told.FIRST_QUOTATION_RIGHT;
    }
    return places.stream().anyMatch(right::contains)
        ? Told.OTHER_QUOTATION_RIGHT
        : Told.WRONG_PAGES;
  }

  boolean hasRightPage() {
    return task.right() instanceof Right.OnPages;
  }

  boolean found(Mode mode) {
    return ranks.getOrDefault(mode, OptionalInt.empty()).isPresent();
  }

  boolean quotesRightPage() {
    return switch (told) {
      case FIRST_QUOTATION_RIGHT, OTHER_QUOTATION_RIGHT -> true;
      case WRONG_PAGES, NOT_IN_DOCUMENTS -> false;
    };
  }

  /// How likely as many different pages, drawn blindly, hold a right one.
  ///
  /// @param pages how many there are
  double chance(int pages) {
    if (!(task.right() instanceof Right.OnPages(var places))) {
      return 0;
    }
    double none = 1;
    for (int drawn = 0; drawn < FIRST_PAGES && drawn < pages; drawn++) {
      none *= Math.max(0, pages - places.size() - drawn) / (double) (pages - drawn);
    }
    return 1 - none;
  }
}
