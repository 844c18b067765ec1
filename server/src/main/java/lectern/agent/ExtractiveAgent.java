package lectern.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import lectern.agent.Answer.Quotation;
import lectern.agent.Relevance.Seen;
import lectern.agent.Statements.Statement;
import lectern.document.Passage;
import lectern.embed.Vectors;
import lectern.index.SearchIndex.Scope;
import lectern.retrieve.Question;
import lectern.retrieve.Retriever;
import lectern.store.Pages;
import org.jdbi.v3.core.Jdbi;

/// Answers without a language model, in the documents' own words: the sentences and table rows
/// nearest to the question, each checked against its page. It composes nothing, so it cannot
/// compare, add up or conclude; it says that it quotes.
///
/// From the best passages all statements are taken. The share of the question's words each one has
/// chooses the {@link #READ_CLOSELY} that are read closely: embedded together with the headings and
/// table header above them. The sum of word share, nearness in meaning and rank of the passage
/// orders them. When even the best is below {@link #ANSWERS}, the documents do not answer.
///
/// Safe to use from many threads.
public final class ExtractiveAgent implements Agent {
  /// Statements whose meaning is compared; each costs about 5 ms of a core.
  private static final int READ_CLOSELY = 32;

  /// Quotations in an answer.
  private static final int MOST_QUOTATIONS = 3;

  /// Further quotations must score at least this share of the best one.
  private static final double AS_GOOD = 0.9;

  /// Words of a question that are compared.
  private static final int MAX_QUESTION_WORDS = 256;

  /// The cosine of unrelated English texts under bge-small, and the rest of the scale above it.
  private static final double UNRELATED_COSINE = 0.5;

  /// The best passage's statements get this much more than the last one's.
  private static final double RANK_WEIGHT = 0.15;

  /// A statement with the kind of thing that is asked for, a time or a figure, gets this much more.
  private static final double KIND_WEIGHT = 0.15;

  /// Word share and nearness of the best statement together, below which the documents do not
  /// answer. Between the 0.53 at most of 135 questions about other things and the 0.57 at least of
  /// 28 that the samples answer (2026-11-22).
  private static final double ANSWERS = 0.55;

  private final Retriever retriever;
  private final Quoting quoting;
  private final Vectors vectors;
  private final Sight sight = new Sight();
  private final int passagesRead;

  /// @param passagesRead how many passages are read for one answer
  public ExtractiveAgent(Jdbi jdbi, Retriever retriever, Vectors vectors, int passagesRead) {
    this.retriever = retriever;
    this.quoting = new Quoting(new Pages(jdbi));
    this.vectors = vectors;
    this.passagesRead = passagesRead;
  }

  @Override
  public Answer answer(Question question, Scope scope, Listener listener)
      throws IOException, InterruptedException {
    var passages = retriever.find(question, scope, passagesRead);
    if (passages.isEmpty() && !retriever.hasDocuments(scope)) {
      return new Answer.NoDocuments();
    }
    listener.retrieved(passages);
    var answer = quote(question, passages, listener);
    listener.answered(WrittenBy.LOCAL);
    return answer;
  }

  /// Answers from passages that are found already.
  Answer quote(Question question, List<Passage> passages, Listener listener)
      throws IOException, InterruptedException {
    var quotations = new ArrayList<Quotation>();
    for (var scored : passages.isEmpty() ? List.<Scored>of() : rank(question, passages)) {
      if (quotations.size() == MOST_QUOTATIONS || !isGoodEnough(scored, quotations)) {
        break;
      }
      var candidate = scored.candidate();
      var quotation = quoting.of(candidate.passage(), candidate.statement(), scored.score());
      if (quotation.isPresent()) {
        quotations.add(quotation.get());
        tell(quotation.get(), quotations.size(), listener);
      }
    }
    return quotations.isEmpty()
        ? new Answer.NotInDocuments(passages)
        : new Answer.Extracts(quotations, passages);
  }

  /// Each quotation is a paragraph of the text.
  private static void tell(Quotation quotation, int number, Listener listener) throws IOException {
    var apart = number == 1 ? "" : "\n\n";
    listener.text(apart + quotation.citation().quotation() + " [" + number + "]");
    listener.cited(number, quotation);
  }

  /// A statement that may answer, with the rank of its passage, counted from 0.
  record Candidate(Passage passage, int rank, Statement statement, Seen words) {
    String inContext() {
      var above = statement.above();
      return (above.heading() + "\n" + above.tableHeader() + "\n" + statement.text()).strip();
    }
  }

  /// A candidate with the three parts of its score.
  ///
  /// @param coverage the share of the question's words, from 0 to 1
  /// @param nearness in meaning: 0 for unrelated, 1 for the same
  /// @param bonus for statements of better passages, and for the kind of thing that is asked for
  record Scored(Candidate candidate, double coverage, double nearness, double bonus) {
    double score() {
      return coverage + nearness + bonus;
    }
  }

  /// The statements of some passages that may answer, best first.
  List<Scored> rank(Question question, List<Passage> passages) throws InterruptedException {
    return score(question, closest(question, candidates(passages)), passages.size());
  }

  private List<Candidate> candidates(List<Passage> passages) {
    var candidates = new ArrayList<Candidate>();
    var seen = new HashSet<String>();
    for (int rank = 0; rank < passages.size(); rank++) {
      var passage = passages.get(rank);
      for (var statement : Statements.of(passage)) {
        boolean announces = statement.text().endsWith(":"); // what answers comes behind it
        if (!announces && seen.add(passage.document().id() + statement.text())) {
          candidates.add(new Candidate(passage, rank, statement, sight.of(passage, statement)));
        }
      }
    }
    return candidates;
  }

  private List<Scored> closest(Question question, List<Candidate> candidates) {
    var relevance =
        new Relevance(
            sight.distinct(question.text(), MAX_QUESTION_WORDS),
            candidates.stream().map(Candidate::words).toList());
    return candidates.stream()
        .map(candidate -> new Scored(candidate, relevance.coverage(candidate.words()), 0, 0))
        .sorted(Comparator.comparingDouble(Scored::coverage).reversed())
        .limit(READ_CLOSELY)
        .toList();
  }

  private List<Scored> score(Question question, List<Scored> closest, int passageCount)
      throws InterruptedException {
    var texts = new ArrayList<String>();
    texts.add(question.text());
    closest.forEach(scored -> texts.add(scored.candidate().inContext()));
    var meanings = vectors.passing(texts);
    var expected = Expectation.of(question.text());
    var scored = new ArrayList<Scored>();
    for (int i = 0; i < closest.size(); i++) {
      var candidate = closest.get(i).candidate();
      double cosine = cosine(meanings.getFirst(), meanings.get(i + 1));
      double nearness = (cosine - UNRELATED_COSINE) / (1 - UNRELATED_COSINE);
      double rank = RANK_WEIGHT * (1 - (double) candidate.rank() / passageCount);
      double kind = expected.isMetBy(candidate.statement().text()) ? KIND_WEIGHT : 0;
      scored.add(new Scored(candidate, closest.get(i).coverage(), nearness, rank + kind));
    }
    scored.sort(Comparator.comparingDouble(Scored::score).reversed());
    return scored;
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static boolean isGoodEnough(Scored scored, List<Quotation> better) {
    return better.isEmpty()
        ? scored.coverage() + scored.nearness() >= ANSWERS
        : scored.score() >= AS_GOOD * better.getFirst().score();
  }
}
