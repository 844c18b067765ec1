package lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.bench.Library.Leaf;
import lectern.bench.Library.Place;
import lectern.index.Words;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A folder of documents with questions about them, in one of two forms: `questions.json`, an array
/// that says where each answer stands, or `questions.jsonl`, reference answers in words.
///
/// @param leftOut questions that cannot be judged here, and why, in words for the report
record Exam(List<Task> tasks, List<String> leftOut) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String JUDGED = "questions.json";
  private static final String IN_WORDS = "questions.jsonl";

  /// Two reports of 30 pages: some 300 chunks, which take 10 seconds to embed on two cores.
  private static final long QUICK_BYTES = 700_000;

  Exam {
    tasks = List.copyOf(tasks);
    leftOut = List.copyOf(leftOut);
  }

  /// A question with what is right.
  ///
  /// @param expected what a right quotation holds, its white space folded, where it is known
  record Task(String question, Right right, Optional<String> expected) {}

  /// What is right.
  sealed interface Right {
    /// One of these pages.
    record OnPages(Set<Place> places) implements Right {
      public OnPages {
        places = Set.copyOf(places);
      }
    }

    /// To say that the documents do not tell.
    record Nowhere() implements Right {}
  }

  /// The documents of a folder: its files, without the questions and what explains or licenses
  /// them.
  static List<Path> documents(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      var documents = files.filter(Files::isRegularFile).filter(Exam::isDocument).sorted().toList();
      if (documents.isEmpty()) {
        throw new WrongUse("there are no documents in " + folder);
      }
      return documents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As many of the first documents as a quick run has time for, at least one.
  static List<Path> few(List<Path> documents) {
    long bytes = 0;
    int count = 0;
    for (var document : documents) {
      bytes += document.toFile().length();
      if (bytes > QUICK_BYTES && count > 0) {
        break;
      }
      count++;
    }
    return documents.subList(0, count);
  }

  private static boolean isDocument(Path file) {
    var name = file.getFileName().toString();
    return !name.matches("\\..*|questions\\.jsonl?|(README|LICENSE|NOTICE)(\\..*)?");
  }

  static boolean isIn(Path folder) {
    return isJudged(folder) || Files.exists(folder.resolve(IN_WORDS));
  }

  /// Whether the folder itself says on which pages the answers stand.
  static boolean isJudged(Path folder) {
    return Files.exists(folder.resolve(JUDGED));
  }

  static Exam read(Path folder, Library library) {
    try {
      return isJudged(folder)
          ? judged(JSON.readTree(Files.readString(folder.resolve(JUDGED))), library)
          : inWords(Files.readAllLines(folder.resolve(IN_WORDS)), library);
    } catch (JacksonException | IOException e) {
      throw new WrongUse(
          "the questions in %s cannot be read: %s".formatted(folder, e.getMessage()));
    }
  }

  private static Exam judged(JsonNode entries, Library library) {
    var tasks = new ArrayList<Task>();
    var leftOut = new ArrayList<String>();
    boolean canRead = Ocr.isInstalled();
    for (var entry : entries) {
      var question = entry.path("question").asString();
      if (entry.path("needsOcr").asBoolean(false) && !canRead) {
        leftOut.add("“%s” needs Tesseract, which is not installed".formatted(question));
      } else if (entry.path("expected").isNull()) {
        tasks.add(new Task(question, new Right.Nowhere(), Optional.empty()));
      } else {
        var expected = Library.fold(entry.path("expected").asString());
        var right = new Right.OnPages(places(entry, expected, library));
        add(new Task(question, right, Optional.of(expected)), tasks, leftOut);
      }
    }
    return new Exam(tasks, leftOut);
  }

  /// The page that is given, or any page of the document, with the expected text on it.
  private static Set<Place> places(JsonNode entry, String expected, Library library) {
    return library.leaves().stream()
        .filter(leaf -> leaf.document().name().equals(entry.path("document").asString()))
        .filter(leaf ->
            entry.path("page").isNull() || leaf.place().page() == entry.path("page").asInt())
        .filter(leaf -> leaf.folded().contains(expected))
        .map(Leaf::place)
        .collect(Collectors.toSet());
  }

  private static Exam inWords(List<String> lines, Library library) {
    var tasks = new ArrayList<Task>();
    var leftOut = new ArrayList<String>();
    try (var words = new Words()) {
      var rule = new RightPages(library, words);
      for (var line : lines) {
        if (!line.isBlank()) {
          var entry = JSON.readTree(line);
          var places =
              rule.of(entry.path("Answer").asString(), entry.path("Source Docs").asString());
          add(
              new Task(
                  entry.path("Question").asString(), new Right.OnPages(places), Optional.empty()),
              tasks,
              leftOut);
        }
      }
    }
    return new Exam(tasks, leftOut);
  }

  /// A question that is answered on no page of what was taken in cannot be judged.
  private static void add(Task task, List<Task> tasks, List<String> leftOut) {
    if (task.right() instanceof Right.OnPages(var places) && places.isEmpty()) {
      leftOut.add(
          "“%s”: what answers it stands on no page that was read".formatted(task.question()));
    } else {
      tasks.add(task);
    }
  }
}
