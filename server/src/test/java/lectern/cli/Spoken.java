package lectern.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/// A command line that was run, with all that it said.
record Spoken(int exitCode, String out, String err) {

  /// Runs a command in this process.
  static Spoken by(Application.Opener opener, Map<String, String> environment, String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode =
        Cli.commandLine(opener, environment)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    return new Spoken(exitCode, out.toString(), err.toString());
  }

  List<String> errorLines() {
    return err.lines().toList();
  }
}
