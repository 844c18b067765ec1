package lectern.store.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// As whom PostgreSQL runs. It refuses to run as root, so where Lectern is root it runs
///
/// 1. as the owner of the data folder, if that is a plain user;
/// 2. else in a user namespace in which root is nobody: the files stay root's, nothing is changed;
/// 3. else, where such namespaces are forbidden (Docker's default), as the user nobody, who is
///    given the data folder.
///
/// Each way is tried with `postgres --version` before it is taken, and so are the folders.
///
/// @param prefix what stands in front of a command to run it as this user
/// @param owner the user and group to whom the data folder has to belong, if not to us
/// @param version of the PostgreSQL that answered
record Account(List<String> prefix, Optional<Integer> owner, int version) {

  /// The kernel's "overflow" user, called nobody in every distribution we know.
  private static final int NOBODY = 65_534;

  private static final int ROOT = 0;

  /// The answer takes some milliseconds.
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(20);

  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

  /// `$0` is the program, `$1` the folder that has to be reached.
  private static final String PROBE = "test -x \"$1\" && exec \"$0\" --version";

  static Account choose(Binaries binaries, DataFolder folder)
      throws IOException, InterruptedException {
    var complaints = new ArrayList<String>();
    Path reached = Files.exists(folder.path()) ? folder.path() : folder.parent();
    for (Account candidate : candidates(folder.path())) {
      String answer = probe(candidate.prefix(), binaries, reached);
      Matcher version = VERSION.matcher(answer);
      if (version.find()) {
        return new Account(
            candidate.prefix(), candidate.owner(), Integer.parseInt(version.group(1)));
      }
      complaints.add(answer.strip().replace('\n', ' '));
    }
    throw new PostgresUnavailable(
        "PostgreSQL cannot be run here (%s): run Lectern as a plain user, or set DATABASE_URL"
                .formatted(String.join("; ", complaints))
            + " to a server. If the programs in "
            + binaries.home()
            + " are damaged, delete that folder.");
  }

  /// Puts the program and its arguments behind the prefix.
  List<String> command(List<String> command) {
    return Stream.concat(prefix.stream(), command.stream()).toList();
  }

  /// Gives a folder and all in it to this account, if it does not belong to it already.
  void take(Path folder) throws IOException {
    if (owner.isEmpty() || owner.get().equals(uid(folder))) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        Files.setAttribute(path, "unix:uid", owner.get());
        Files.setAttribute(path, "unix:gid", owner.get());
      }
    }
  }

  private static List<Account> candidates(Path data) throws IOException {
    if (!isRoot()) {
      return List.of(new Account(List.of(), Optional.empty(), 0));
    }
    if (Files.exists(data) && uid(data) != ROOT) {
      return asUser(uid(data), (int) Files.getAttribute(data, "unix:gid"));
    }
    var all = new ArrayList<Account>();
    all.add(new Account(List.of("unshare", "-U"), Optional.empty(), 0));
    all.addAll(asUser(NOBODY, NOBODY));
    return all;
  }

  /// First without any privilege; then with the one that lets it pass folders that are closed to
  /// it, such as a data folder somewhere under `/root`.
  private static List<Account> asUser(int uid, int gid) {
    List<String> plain = List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups");
    var passing = new ArrayList<String>(plain);
    passing.addAll(List.of("--inh-caps=+dac_override", "--ambient-caps=+dac_override"));
    return List.of(
        new Account(plain, Optional.of(uid), 0), new Account(passing, Optional.of(uid), 0));
  }

  private static boolean isRoot() {
    return new com.sun.security.auth.module.UnixSystem().getUid() == ROOT;
  }

  private static int uid(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid");
  }

  private static String probe(List<String> prefix, Binaries binaries, Path reached)
      throws InterruptedException {
    var command = new ArrayList<String>(prefix);
    command.addAll(
        List.of("/bin/sh", "-c", PROBE, binaries.program("postgres"), reached.toString()));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(PROBE_LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
        process.destroyForcibly();
        return "no answer within " + PROBE_LIMIT.toSeconds() + " s";
      }
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.isBlank() ? reached + " is closed to it" : answer;
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
