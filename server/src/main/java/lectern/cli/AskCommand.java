package lectern.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lectern.cli.Inquiry.Asked;
import lectern.cli.Intake.Taken;
import lectern.cli.ProgressDisplay.Style;
import lectern.document.DocumentId;
import lectern.document.JobState;
import lectern.pipeline.DocumentStatus;
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
final class AskCommand extends LecternCommand {
  @Parameters(paramLabel = "FILE|FOLDER", arity = "0..*", description = "What to ask.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = {"-q", "--question"},
      required = true,
      description = "The question; may be given more than once.")
  private List<String> questions = new ArrayList<>();

  @Option(names = "--json", description = "Print JSON, for programs; see docs/cli.md.")
  private boolean json;

  AskCommand(Cli cli) {
    super(cli);
  }

  /// What `--json` prints.
  record Shape(
      List<Shapes.AnswerShape> answers,
      List<Shapes.DocumentShape> documents,
      List<Shapes.RefusedShape> refused) {}

  @Override
  ExitCode run() throws InterruptedException {
    var checked = Inquiry.questions(questions, settings().ask().maxQuestionChars());
    var found = files.isEmpty() ? List.<Path>of() : Intake.files(files);
    var display = new ProgressDisplay(out(), json ? Style.SILENT : ProgressDisplay.forConsole());
    try (var lectern = open(display)) {
      var taken = new Intake(lectern, display).take(found);
      var statuses = statuses(lectern, taken);
      var inquiry = new Inquiry(lectern);
      var asked =
          found.isEmpty() ? inquiry.askAll(checked) : inquiry.askAll(checked, ready(statuses));
      if (json) {
        out().println(Shapes.json(shape(inquiry, asked, taken, statuses)));
      } else {
        var report = new IntakeReport(out(), err());
        report.failures(statuses, taken);
        asked.forEach(one -> inquiry.print(one, out()));
      }
      return exitCode(inquiry, asked, taken, statuses);
    }
  }

  private static List<DocumentStatus> statuses(Application lectern, Taken taken) {
    return taken.documents().stream()
        .flatMap(
            document -> lectern.catalogue().status(document.workspace(), document.id()).stream())
        .toList();
  }

  private static Set<DocumentId> ready(List<DocumentStatus> statuses) {
    return statuses.stream()
        .filter(status -> status.state() == JobState.READY)
        .map(status -> status.document().id())
        .collect(Collectors.toSet());
  }

  private static Shape shape(
      Inquiry inquiry, List<Asked> asked, Taken taken, List<DocumentStatus> statuses) {
    return new Shape(
        asked.stream().map(inquiry::shape).toList(),
        statuses.stream().map(Shapes.DocumentShape::of).toList(),
        taken.refused().entrySet().stream()
            .map(e -> Shapes.RefusedShape.of(e.getKey(), e.getValue()))
            .toList());
  }

  private static ExitCode exitCode(
      Inquiry inquiry, List<Asked> asked, Taken taken, List<DocumentStatus> statuses) {
    boolean allReady = statuses.stream().allMatch(status -> status.state() == JobState.READY);
    boolean allAnswered = asked.stream().allMatch(inquiry::isVerified);
    return allReady && allAnswered && taken.refused().isEmpty() ? ExitCode.OK : ExitCode.INCOMPLETE;
  }
}
