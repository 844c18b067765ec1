package lectern.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lectern.cli.Shapes.AnswerShape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The whole journey in one command: files go in, an answer comes out.
@Command(
    name = "ask",
    mixinStandardHelpOptions = true,
    description = {
      "Takes files in, waits until they are ready, and answers questions about them.",
      "Without files, asks all documents that are ready."
    })
final class AskCommand extends DeskCommand {
  @Parameters(paramLabel = "FILE|FOLDER", arity = "0..*", description = "What to ask.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = {"-q", "--question"},
      required = true,
      description = "The question; may be given more than once.")
  private List<String> questions = new ArrayList<>();

  AskCommand(Cli cli) {
    super(cli);
  }

  /// What `--json` prints.
  record Shape(
      List<AnswerShape> answers,
      List<Shapes.DocumentShape> documents,
      List<Shapes.RefusedShape> refused) {}

  @Override
  ExitCode run() throws InterruptedException {
    var checked = questions(questions);
    var found = files.isEmpty() ? List.<Path>of() : FileArguments.files(files);
    try (var desk = openDesk()) {
      var taken = desk.take(found);
      var inquiry = new Inquiry(desk);
      var answers =
          found.isEmpty() ? inquiry.askAll(checked) : inquiry.askAll(checked, taken.ready());
      if (json()) {
        out().println(Shapes.json(new Shape(answers, taken.documents(), taken.refused())));
      } else {
        new IntakeReport(out(), err()).failures(taken);
        answers.forEach(answer -> Inquiry.print(answer, out()));
      }
      boolean allAnswered = answers.stream().allMatch(AnswerShape::hasVerifiedCitations);
      return allAnswered && taken.allReady() ? ExitCode.OK : ExitCode.INCOMPLETE;
    }
  }
}
