package lectern.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lectern.cli.Shapes.AnswerShape;
import lectern.config.Settings;
import lectern.http.HttpServer;
import lectern.http.ServerUnavailable;
import lectern.retrieve.Question;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/// Shows the whole of Lectern on the sample documents.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Takes the sample documents in, asks three questions, shows the answers with citations,",
      "and serves the web app until Ctrl-C. Needs no key and no other server.",
      "With --once it ends after the answers: with 1 when one has no verified citation."
    })
final class DemoCommand extends LecternCommand {
  /// Where the launcher says the project is, with its samples.
  private static final String HOME_PROPERTY = "lectern.home";

  @Option(
      names = "--samples",
      paramLabel = "FOLDER",
      description = "The sample documents (default: samples beside the launcher).")
  private Path samples = Path.of(System.getProperty(HOME_PROPERTY, "."), "samples");

  @Option(names = "--once", description = "End after the answers, and serve nothing.")
  private boolean once;

  @Mixin private Listening listening = new Listening();

  DemoCommand(Cli cli) {
    super(cli);
  }

  @Override
  Settings settings() {
    return listening.over(super.settings());
  }

  @Override
  ExitCode run() throws InterruptedException {
    var questions = questions();
    var files =
        FileArguments.files(List.of(samples)).stream().filter(DemoCommand::isDocument).toList();
    var display = new ProgressDisplay(out(), ProgressDisplay.forConsole());
    out().printf("Taking in %d sample documents from %s%n", files.size(), samples);
    try (var lectern = open(display)) {
      var desk = new EmbeddedDesk(lectern, display, err());
      var taken = desk.take(files);
      var report = new IntakeReport(out(), err());
      out().println();
      report.table(taken.documents());
      report.failures(taken);
      var answers = new Inquiry(desk).askAll(questions);
      answers.forEach(answer -> Inquiry.print(answer, out()));
      var conclusion = conclusion(answers);
      if (!once) {
        serve(lectern);
      }
      return conclusion;
    }
  }

  private void serve(Application lectern) throws InterruptedException {
    try (var server = serveSomewhere(lectern)) {
      new Welcome(lectern, out(), err()).stay(server);
    }
  }

  /// A demo is no good without its address: when the port is taken, another will do.
  private HttpServer serveSomewhere(Application lectern) {
    try {
      return lectern.serve();
    } catch (ServerUnavailable e) {
      err().println("lectern: " + Terminal.oneLine(e.getMessage() + "; taking a free port"));
      return lectern.serveOnFreePort();
    }
  }

  private ExitCode conclusion(List<AnswerShape> answers) {
    long verified = answers.stream().filter(AnswerShape::hasVerifiedCitations).count();
    out().println();
    out()
        .printf(
            "%d of %d answers have verified citations."
                + " Ask your own: ./lectern ask FILE --question …%n",
            verified, answers.size());
    return verified == answers.size() ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  /// The samples' list of questions and their explanation are no documents.
  private static boolean isDocument(Path file) {
    var name = file.getFileName().toString();
    return !name.equals("README.md") && !name.equals("questions.json");
  }

  private List<Question> questions() {
    var file = samples.resolve("questions.json");
    var questions = new ArrayList<Question>();
    try {
      for (var entry : new ObjectMapper().readTree(Files.readString(file))) {
        if (entry.path("demo").asBoolean(false)) {
          questions.add(new Question(entry.path("question").asString()));
        }
      }
    } catch (IOException | JacksonException e) {
      throw new WrongUse("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
    if (questions.isEmpty()) {
      throw new WrongUse(file + " marks no question as one of the demo");
    }
    return questions;
  }
}
