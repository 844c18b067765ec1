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

/// As whom PostgreSQL runs, and which copy of its programs. It refuses to run as root, so where
/// Lectern is root it runs
///
/// 1. as the owner of the data folder, if that is a plain user;
/// 2. else in a user namespace in which root is nobody: the files stay root's, nothing is changed;
/// 3. else, where such namespaces are forbidden (Docker's default), as the user nobody, who is
///    given the data folder.
///
/// Each way is tried with `postgres --version` before it is taken, and so are the folders. A plain
/// user may be unable to reach a cache in root's home: then the programs are unpacked once more,
/// beside the data folder.
///
/// @param prefix what stands in front of a command to run it as this user
/// @param owner the user and group to whom the data folder has to belong, if not to us
/// @param binaries the programs that answered
/// @param version the major version they answered with
record Account(List<String> prefix, Optional<Integer> owner, Binaries binaries, int version) {

  /// One way to run the programs, not yet tried.
  private record Way(List<String> prefix, Optional<Integer> owner) {}

  private static final String OWN_PROGRAMS = "postgres-programs";

  /// The kernel's "overflow" user, called nobody in every distribution we know.
  private static final int NOBODY = 65_534;

  private static final int ROOT = 0;

  /// The answer takes some milliseconds.
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(20);

  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

  /// `$0` is the program, `$1` the folder that has to be reached.
  private static final String PROBE = "test -x \"$1\" && exec \"$0\" --version";

  /// The first way in which the programs can be run; throws when there is none.
  static Account choose(Path cache, DataFolder folder) throws InterruptedException, IOException {
    var complaints = new ArrayList<String>();
    for (Way way : ways(folder.path())) {
      for (Path place : places(way, cache, folder)) {
        Binaries binaries = Binaries.unpacked(place);
        String answer = probe(way, binaries, folder.parent());
        Matcher version = VERSION.matcher(answer);
        if (version.find()) {
          return new Account(way.prefix, way.owner, binaries, Integer.parseInt(version.group(1)));
        }
        complaints.add(answer.strip().replaceAll("\\s+", " "));
      }
    }
    throw new PostgresUnavailable(
        "PostgreSQL cannot be run here (%s): run Lectern as a plain user, or set DATABASE_URL."
            .formatted(String.join("; ", complaints)));
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

  private static List<Way> ways(Path data) throws IOException {
    if (!isRoot()) {
      return List.of(new Way(List.of(), Optional.empty()));
    }
    if (Files.exists(data) && uid(data) != ROOT) {
      return List.of(asUser(uid(data), (int) Files.getAttribute(data, "unix:gid")));
    }
    return List.of(new Way(List.of("unshare", "-U"), Optional.empty()), asUser(NOBODY, NOBODY));
  }

  private static Way asUser(int uid, int gid) {
    return new Way(
        List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"), Optional.of(uid));
  }

  private static List<Path> places(Way way, Path cache, DataFolder folder) {
    return way.owner.isEmpty()
        ? List.of(cache)
        : List.of(cache, folder.parent().resolve(OWN_PROGRAMS));
  }

  private static boolean isRoot() {
    return new com.sun.security.auth.module.UnixSystem().getUid() == ROOT;
  }

  private static int uid(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid");
  }

  private static String probe(Way way, Binaries binaries, Path reached)
      throws InterruptedException {
    var command = new ArrayList<String>(way.prefix);
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
