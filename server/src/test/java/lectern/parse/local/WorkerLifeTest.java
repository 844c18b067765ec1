package lectern.parse.local;

import static lectern.parse.local.MisbehavingWorkers.LIMITS;
import static lectern.parse.local.MisbehavingWorkers.kill;
import static lectern.parse.local.MisbehavingWorkers.launch;
import static lectern.parse.local.MisbehavingWorkers.onPage;
import static lectern.parse.local.MisbehavingWorkers.one;
import static lectern.parse.local.MisbehavingWorkers.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lectern.parse.PageSink;
import lectern.parse.Parser.Source;
import lectern.parse.ParserUnavailable;
import lectern.parse.Parsing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// When workers start, wait, are replaced and end.
@Timeout(60)
class WorkerLifeTest {
  @TempDir static Path folder;

  private final CollectedPages pages = new CollectedPages();

  @Test
  void a_worker_reads_many_files() throws Exception {
    try (var one = one(folder)) {
      one.parse(told(folder, "say First."), 0, pages);
      var before = one.workers();

      one.parse(told(folder, "say Second."), 0, pages);

      assertThat(one.workers()).isEqualTo(before).hasSize(1);
      assertThat(pages.all()).contains("First.").contains("Second.");
    }
  }

  @Test
  void a_worker_that_was_killed_while_idle_costs_nothing() throws Exception {
    try (var one = one(folder)) {
      one.parse(told(folder, "say First."), 0, pages);
      long first = one.workers().iterator().next();
      kill(first);
      ProcessHandle.of(first).ifPresent(gone -> gone.onExit().join());

      assertThat(one.parse(told(folder, "say Next."), 0, pages)).isInstanceOf(Parsing.Parsed.class);
    }
  }

  @Test
  void an_interrupted_caller_gives_up_its_worker() throws Exception {
    var caller = Thread.currentThread();
    try (var one = one(folder)) {
      var used = new ArrayList<Long>();

      assertThatThrownBy(() ->
              one.parse(
                  told(folder, "say Begun.", "hang"),
                  0,
                  onPage(() -> {
                    used.addAll(one.workers());
                    caller.interrupt();
                  })))
          .isInstanceOf(InterruptedException.class);

      assertThatEnds(used.getFirst());
      assertThat(one.workers()).isEmpty();
    }
  }

  @Test
  void a_taker_of_pages_that_throws_is_heard_and_the_next_file_is_read() throws Exception {
    PageSink broken =
        onPage(() -> {
          throw new IllegalArgumentException("no room");
        });

    try (var one = one(folder)) {
      assertThatThrownBy(() -> one.parse(told(folder, "say One.", "say Two."), 0, broken))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no room");
      assertThat(one.workers()).isEmpty();
      assertThat(one.parse(told(folder, "say Next."), 0, pages))
          .isEqualTo(new Parsing.Parsed(1, 0));
    }
  }

  @Test
  void more_callers_than_workers_wait_their_turn_on_virtual_threads() throws Exception {
    try (var two = new LocalParser(launch(folder), LIMITS);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Parsing>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Source source = told(folder, "say Caller " + i);
        calls.add(() -> two.parse(source, 0, new CollectedPages()));
      }

      List<Future<Parsing>> results = callers.invokeAll(calls);

      assertThat(results)
          .extracting(Future::resultNow)
          .hasSize(8)
          .allMatch(new Parsing.Parsed(1, 0)::equals);
      assertThat(two.workers()).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void a_worker_is_replaced_after_its_share_of_files() throws Exception {
    var limits = new WorkerLimits(1, 64, LIMITS.pageTime(), LIMITS.fileTime(), 1, LIMITS.read());
    try (var one = new LocalParser(launch(folder), limits)) {
      one.parse(told(folder, "say One."), 0, pages);

      assertThat(one.workers()).isEmpty();
    }
  }

  @Test
  void closing_ends_the_workers_and_deletes_their_folders() throws Exception {
    Path own = Files.createDirectory(folder.resolve("own"));
    var closing = new LocalParser(launch(own), LIMITS);
    closing.parse(told(folder, "litter", "say One."), 0, pages);
    long worker = closing.workers().iterator().next();
    assertThat(listed(own)).hasSize(1);

    closing.close();

    assertThatEnds(worker);
    assertThat(listed(own)).isEmpty();
    assertThatThrownBy(() -> closing.parse(told(folder, "say Late."), 0, pages))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void what_a_killed_server_left_behind_is_deleted() throws Exception {
    Path own = Files.createDirectory(folder.resolve("orphans"));
    Path orphan = Files.createDirectory(own.resolve("lectern-worker-999999999-1"));
    Path foreign = Files.createDirectory(own.resolve("lectern-worker-notes"));

    new LocalParser(launch(own), LIMITS).close();

    assertThat(orphan).doesNotExist();
    assertThat(foreign).exists();
  }

  @Test
  void a_process_that_cannot_start_is_no_fault_of_the_file() throws Exception {
    WorkerLaunch wrong = launch(folder).withJvmArguments(List.of("-XX:NoSuchFlag"));
    try (var broken = new LocalParser(wrong, LIMITS)) {
      assertThatThrownBy(() -> broken.parse(told(folder, "say One."), 0, pages))
          .isInstanceOf(ParserUnavailable.class)
          .hasMessageContaining("NoSuchFlag");
    }
  }

  @Test
  void a_worker_that_is_told_to_end_together_with_its_server_finishes_its_file() throws Exception {
    try (var one = one(folder)) {
      Parsing parsing =
          one.parse(
              told(folder, "say Begun.", "rest", "say Done."),
              0,
              onPage(() ->
                  one.workers().stream()
                      .flatMap(pid -> ProcessHandle.of(pid).stream())
                      .forEach(ProcessHandle::destroy)));

      assertThat(parsing).isEqualTo(new Parsing.Parsed(2, 0));
    }
  }

  @Test
  void workers_end_when_their_server_is_killed() throws Exception {
    Path file = Files.writeString(folder.resolve("server.txt"), "say Begun.\nhang");
    Process server =
        new ProcessBuilder(
                launch(folder).java().toString(),
                "-cp",
                launch(folder).classPath(),
                DoomedServer.class.getName(),
                folder.toString(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long worker;
    try (var lines = server.inputReader()) {
      worker = Long.parseLong(lines.readLine());
    }
    var handle = ProcessHandle.of(worker).orElseThrow();

    server.destroyForcibly();

    handle.onExit().get(20, TimeUnit.SECONDS);
    assertThat(handle.isAlive()).isFalse();
  }

  private static void assertThatEnds(long pid) throws Exception {
    var process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      process.get().onExit().get(10, TimeUnit.SECONDS);
    }
  }

  private static List<Path> listed(Path of) throws IOException {
    try (Stream<Path> children = Files.list(of)) {
      return children.toList();
    }
  }
}
