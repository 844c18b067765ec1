package lectern.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is left when the JVM or the server is killed, and what a plain user and root can do. The
/// JVM that is killed is a child that runs {@link ServeUntilKilled}.
@Timeout(60)
final class KilledPostgresTest {

  private static final Path CACHE = BinariesCache.folder();
  private static final int NOBODY = 65_534;

  /// As a plain user who may yet read the class path, which may lie in `/root`.
  private static final List<String> AS_NOBODY =
      List.of(
          "setpriv",
          "--reuid=" + NOBODY,
          "--regid=" + NOBODY,
          "--clear-groups",
          "--inh-caps=+dac_override",
          "--ambient-caps=+dac_override");

  private final List<ProcessHandle> started = new ArrayList<>();

  @TempDir static Path shared;
  private static MadeFolder made;

  @TempDir Path temp;
  private Path data;

  /// A JVM that runs a server.
  private record Child(Process jvm, ProcessHandle server, ProcessHandle watchdog) {

    void kill() throws Exception {
      jvm.destroyForcibly().waitFor();
    }
  }

  @BeforeAll
  static void make_a_data_folder() throws InterruptedException {
    made = MadeFolder.in(shared);
  }

  @BeforeEach
  void copy_the_data_folder() throws IOException {
    data = made.copyTo(temp.resolve("data"));
  }

  @AfterEach
  void leave_no_process_behind() {
    started.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void the_server_ends_when_its_jvm_is_killed() throws Exception {
    Child child = child(List.of(), CACHE);

    child.kill();
    ended(child.server());

    assertThat(data.resolve("postmaster.pid")).doesNotExist();
    assertThat(data.resolve("lectern-postgres.log")).isNotEmptyFile();
    try (EmbeddedPostgres next = EmbeddedPostgres.start(data, CACHE)) {
      assertThat(EmbeddedPostgresTest.ask(next, "select id from kept")).isEqualTo("7");
    }
  }

  @Test
  void a_start_right_after_the_kill_waits_for_the_old_server() throws Exception {
    Child child = child(List.of(), CACHE);

    child.kill();
    try (EmbeddedPostgres next = EmbeddedPostgres.start(data, CACHE)) {

      assertThat(child.server().isAlive()).isFalse();
      assertThat(EmbeddedPostgresTest.ask(next, "select id from kept")).isEqualTo("7");
    }
  }

  @Test
  void an_orphan_is_stopped_by_the_next_start_and_not_adopted() throws Exception {
    Child child = child(List.of(), CACHE);
    child.watchdog().destroyForcibly();
    child.kill();
    assertThat(child.server().isAlive()).isTrue();

    try (EmbeddedPostgres next = EmbeddedPostgres.start(data, CACHE)) {
      assertThat(child.server().isAlive()).isFalse();
      assertThat(next.pid()).isNotEqualTo(child.server().pid());
      assertThat(EmbeddedPostgresTest.ask(next, "select id from kept")).isEqualTo("7");
    }
  }

  @Test
  void a_killed_server_is_recovered_by_the_next_start() throws Exception {
    Child child = child(List.of(), CACHE);
    child.server().destroyForcibly();
    child.kill();

    try (EmbeddedPostgres next = EmbeddedPostgres.start(data, CACHE)) {
      assertThat(EmbeddedPostgresTest.ask(next, "select id from kept")).isEqualTo("7");
    }
  }

  @Test
  void closing_ends_the_server_also_when_its_watchdog_was_killed() throws Exception {
    ProcessHandle server;
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, CACHE)) {
      server = ProcessHandle.of(postgres.pid()).orElseThrow();
      ProcessHandle.of(postgres.watchdogPid()).orElseThrow().destroyForcibly();
    }

    assertThat(server.isAlive()).isFalse();
  }

  @Test
  void another_process_with_the_number_of_the_old_server_is_left_alone() throws Exception {
    try (EmbeddedPostgres first = EmbeddedPostgres.start(data, CACHE)) {
      EmbeddedPostgresTest.run(first, "create table kept as select 7");
      Files.copy(data.resolve("postmaster.pid"), temp.resolve("saved"));
    }
    Process bystander = new ProcessBuilder("sleep", "60").start();
    started.add(bystander.toHandle());
    String lock = Files.readString(temp.resolve("saved"));
    Files.writeString(
        data.resolve("postmaster.pid"), lock.replaceFirst("^\\d+", "" + bystander.pid()));

    try (EmbeddedPostgres next = EmbeddedPostgres.start(data, CACHE)) {
      assertThat(EmbeddedPostgresTest.ask(next, "select * from kept")).isEqualTo("7");
      assertThat(bystander.isAlive()).isTrue();
    }
    assertThat(bystander.isAlive()).isTrue();
  }

  @Test
  void a_plain_user_runs_it_and_root_goes_on_with_the_same_folder() throws Exception {
    assumeRoot();
    Path cache = new MadeFolder(CACHE).copyTo(temp.resolve("cache"));
    give(temp);
    Child child = child(AS_NOBODY, cache);

    child.kill();
    ended(child.server());

    try (EmbeddedPostgres next = EmbeddedPostgres.start(data, cache)) {
      assertThat(EmbeddedPostgresTest.ask(next, "select id from kept")).isEqualTo("7");
      assertThat(owner(ProcessHandle.of(next.pid()).orElseThrow())).isEqualTo("nobody");
    }
    assertThat(Files.getAttribute(data.resolve("PG_VERSION"), "unix:uid")).isEqualTo(NOBODY);
  }

  @Test
  void where_namespaces_are_forbidden_the_server_of_root_runs_as_nobody() throws Exception {
    assumeRoot();
    Path forbidden = Files.createDirectories(temp.resolve("bin")).resolve("unshare");
    Files.writeString(forbidden, "#!/bin/sh\necho 'unshare: Operation not permitted'; exit 1\n");
    Files.setPosixFilePermissions(forbidden, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwx--x--x"));
    new MadeFolder(CACHE).copyTo(temp.resolve("postgres-programs"));
    String path = temp.resolve("bin") + ":" + System.getenv("PATH");

    Child child = child(List.of("env", "PATH=" + path), CACHE);

    assertThat(owner(child.server())).isEqualTo("nobody");
    child.kill();
    ended(child.server());
    try (EmbeddedPostgres next = EmbeddedPostgres.start(data, CACHE)) {
      assertThat(EmbeddedPostgresTest.ask(next, "select id from kept")).isEqualTo("7");
    }
  }

  private static void assumeRoot() {
    assumeThat(System.getProperty("user.name"))
        .describedAs("only root can become another user")
        .isEqualTo("root");
  }

  private static String owner(ProcessHandle process) {
    return process.info().user().orElse("unknown");
  }

  private Child child(List<String> prefix, Path cache) throws IOException {
    var command = new ArrayList<String>(prefix);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ServeUntilKilled.class.getName(),
            data.toString(),
            cache.toString()));
    Process jvm =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    started.add(jvm.toHandle());
    BufferedReader output = jvm.inputReader();
    String line = output.readLine();
    while (line != null && !line.matches("\\d+ \\d+")) {
      line = output.readLine();
    }
    assertThat(line).describedAs("process ids printed by the child").isNotNull();
    String[] ids = String.valueOf(line).split(" ", -1);
    Child child =
        new Child(
            jvm,
            ProcessHandle.of(Long.parseLong(ids[0])).orElseThrow(),
            ProcessHandle.of(Long.parseLong(ids[1])).orElseThrow());
    started.add(child.server());
    started.add(child.watchdog());
    return child;
  }

  private static void ended(ProcessHandle process) throws Exception {
    process.onExit().get(30, TimeUnit.SECONDS);
  }

  private static void give(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(it -> !Files.isSymbolicLink(it)).toList()) {
        Files.setAttribute(path, "unix:uid", NOBODY);
        Files.setAttribute(path, "unix:gid", NOBODY);
      }
    }
  }
}
