package lectern.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import lectern.config.InvalidSettings;
import lectern.config.Settings;
import lectern.document.WorkspaceId;
import lectern.gateway.GaveUp;
import lectern.index.IndexUnavailable;
import lectern.index.SearchIndex.Scope;
import lectern.parse.local.pdf.Tesseract;
import lectern.pipeline.Progress;
import lectern.retrieve.Question;
import lectern.retrieve.Retriever.Mode;
import lectern.store.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Looks whether everything Lectern needs is there and works. Providers are asked for what costs
/// nothing, and the embedding model for one vector.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Checks settings, folder, providers, database, model, index and text recognition.")
final class DoctorCommand extends LecternCommand {
  /// Free space under which documents will soon not fit; a fresh database alone takes 40 MB.
  private static final long FREE_BYTES_WANTED = 1L << 30;

  @Option(names = "--json", description = "Print JSON, for programs; see docs/cli.md.")
  private boolean json;

  private final List<Check> checks = new ArrayList<>();

  DoctorCommand(Cli cli) {
    super(cli);
  }

  /// What `--json` prints.
  record Shape(List<Check> checks) {}

  @Override
  ExitCode run() throws InterruptedException {
    ok("Java", Runtime.version() + " on " + Runtime.getRuntime().availableProcessors() + " cores");
    checkSettings();
    checkTextRecognition();
    if (json) {
      out().println(Shapes.json(new Shape(checks)));
    } else {
      int width = checks.stream().mapToInt(check -> check.what().length()).max().orElse(0);
      checks.forEach(check -> print(check, width));
    }
    boolean runs = checks.stream().noneMatch(check -> check.verdict() == Check.Verdict.FAILED);
    return runs ? ExitCode.OK : ExitCode.UNAVAILABLE;
  }

  private void checkSettings() throws InterruptedException {
    Settings settings;
    try {
      settings = settings();
    } catch (InvalidSettings e) {
      failed("settings", e.getMessage(), "mend them as said; docs/configuration.md lists all");
      return;
    }
    ok("settings", settings.toString());
    checkFolder(settings);
    checkRunning();
  }

  private void checkFolder(Settings settings) {
    try {
      Files.createDirectories(settings.data());
      long free = Files.getFileStore(settings.data()).getUsableSpace();
      var finding = "%s, %,d MB free".formatted(settings.data(), free >> 20);
      if (free < FREE_BYTES_WANTED) {
        warning("data folder", finding, "make room, or set 'data' to a larger disk");
      } else {
        ok("data folder", finding);
      }
    } catch (IOException e) {
      failed(
          "data folder",
          settings.data() + ": " + e.getMessage(),
          "set 'data' to a folder of yours");
    }
  }

  private void checkRunning() throws InterruptedException {
    try (var lectern = open(Progress.SILENT)) {
      lectern.probes().all().stream().map(Check::of).forEach(checks::add);
      var documents = lectern.catalogue().list(WorkspaceId.LOCAL);
      ok("database", "answers; %d documents".formatted(documents.size()));
      var question = new Question("is anybody there");
      var scope = Scope.all(WorkspaceId.LOCAL);
      lectern.retriever().find(question, scope, Mode.VECTOR, 1);
      ok("embedding model", "loads and computes");
      ok("index", "complete; it is built again at the start when it is not");
    } catch (StoreUnavailable e) {
      failed("database", e.getMessage(), "see the message");
    } catch (IndexUnavailable e) {
      failed(
          "index",
          e.getMessage(),
          "delete the folder 'index' in the data folder, then run lectern reindex");
    } catch (GaveUp e) {
      failed("embedding model", e.getMessage(), "docs/providers.md tells what follows from it");
    } catch (IllegalStateException e) {
      failed("embedding model", e.getMessage(), "this platform may have no ONNX runtime");
    }
  }

  private void checkTextRecognition() throws InterruptedException {
    var path = System.getenv().getOrDefault("PATH", "");
    if (Tesseract.find(path, "eng", Tesseract.PAGE_LIMIT).isPresent()) {
      ok("text recognition", "Tesseract is installed; scanned pages are read");
    } else {
      warning(
          "text recognition",
          "Tesseract is not installed; scanned pages are not read",
          "install it (Debian: apt-get install tesseract-ocr)");
    }
  }

  private void ok(String what, String finding) {
    checks.add(Check.ok(what, finding));
  }

  private void warning(String what, String finding, String remedy) {
    checks.add(Check.warning(what, finding, remedy));
  }

  private void failed(String what, @Nullable String finding, String remedy) {
    checks.add(Check.failed(what, finding, remedy));
  }

  private void print(Check check, int width) {
    var mark =
        switch (check.verdict()) {
          case OK -> "ok     ";
          case WARNING -> "warning";
          case FAILED -> "FAILED ";
        };
    var what = check.what() + " ".repeat(width - check.what().length());
    out().printf("%s  %s  %s%n", mark, what, check.told());
  }
}
