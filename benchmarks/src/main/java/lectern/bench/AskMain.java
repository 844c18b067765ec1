package lectern.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lectern.bench.Exam.Task;
import lectern.retrieve.Question;

/// `make bench-ask [DATA=FOLDER]`: takes the documents of a folder in, asks every question of its
/// list, and tells how many right pages are found and quoted, and how long it takes.
public final class AskMain {
  private static final Path SAMPLES = Path.of("samples");

  /// How often each question is asked for its times.
  private static final int ROUNDS = 5;

  private AskMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(Bench.run(quick -> run(arguments, quick)));
  }

  private static Report run(String[] arguments, Quick quick) throws InterruptedException {
    var folder = arguments.length == 0 ? SAMPLES : Path.of(arguments[0]);
    if (!Files.isDirectory(folder) || !Exam.isIn(folder)) {
      throw new WrongUse(
          folder + " is no folder of documents with a questions.jsonl or questions.json");
    }
    var files = Exam.documents(folder);
    var chosen = quick.choose(Exam.few(files), files);
    var meter = Meter.ofConsole();
    try (var bench = Workbench.open(meter)) {
      meter.begin("documents taken in:", chosen.size());
      var documents = bench.takeIn(chosen.stream().map(Workbench.Original::of).toList());
      var library = Library.of(bench, documents);
      var exam = Exam.read(folder, library);
      if (exam.tasks().isEmpty()) {
        throw new WrongUse("no question of " + folder + " can be judged: " + exam.leftOut());
      }
      var trials = new ArrayList<Trial>();
      meter.begin("questions asked:", exam.tasks().size());
      for (var task : exam.tasks()) {
        trials.add(Trial.of(task, bench.lectern()));
        meter.step();
      }
      var times = times(bench, exam.tasks(), quick.choose(1, ROUNDS));
      return new AskFindings(folder, quick, library, exam, trials, times).report();
    }
  }

  /// How long things took, in the order they were done.
  record Times(List<Duration> search, List<Duration> answer) {}

  /// Everything has been asked once before, so that what is timed is a server that is warm.
  private static Times times(Workbench bench, List<Task> tasks, int rounds)
      throws InterruptedException {
    var retriever = bench.lectern().retriever();
    int passages = bench.lectern().settings().ask().passages();
    var search = new ArrayList<Duration>();
    var answer = new ArrayList<Duration>();
    for (int round = 0; round < rounds; round++) {
      for (var task : tasks) {
        var question = new Question(task.question());
        long began = System.nanoTime();
        retriever.find(question, Trial.everything(), passages);
        long found = System.nanoTime();
        bench.lectern().agent().answer(question, Trial.everything());
        search.add(Duration.ofNanos(found - began));
        answer.add(Duration.ofNanos(System.nanoTime() - found));
      }
    }
    return new Times(search, answer);
  }
}
