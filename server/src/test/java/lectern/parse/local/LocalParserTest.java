package lectern.parse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.document.Format;
import lectern.document.Page;
import lectern.parse.PageSink;
import lectern.parse.Parser.Source;
import lectern.parse.Parsing;
import lectern.parse.local.office.OfficeFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a bad file can do to the one who reads it, and what it cannot. The workers' reader of plain
/// text is a {@link MisbehavingReader}, which does what the file tells it to.
@Timeout(60)
class LocalParserTest {
  private static final WorkerLimits LIMITS =
      new WorkerLimits(
          2,
          64,
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          200,
          new ReadLimits(1000, 50_000, 1_000_000));

  @TempDir static Path folder;

  private static LocalParser parser;
  private final CollectedPages pages = new CollectedPages();

  @BeforeAll
  static void start() {
    parser = new LocalParser(launch(), LIMITS);
  }

  @AfterAll
  static void stop() {
    parser.close();
  }

  @Test
  void a_file_becomes_pages() throws Exception {
    Path file = OfficeFiles.docx(folder.resolve("small.docx"), "Glaciers move.");

    Parsing parsing = parser.parse(new Source(file, "small.docx"), 0, pages);

    assertThat(parsing).isEqualTo(new Parsing.Parsed(1, 0));
    assertThat(pages.format).contains(Format.DOCX);
    assertThat(pages.markdown(1)).isEqualTo("Glaciers move.");
  }

  @Test
  void a_file_may_have_a_name_of_emoji_and_slashes() throws Exception {
    Path file = OfficeFiles.docx(folder.resolve("plain.docx"), "Glaciers move.");

    Parsing parsing = parser.parse(new Source(file, "../🏔️\u0000.docx"), 0, pages);

    assertThat(parsing).isInstanceOf(Parsing.Parsed.class);
  }

  @Test
  void a_worker_reads_many_files() throws Exception {
    try (var one = parser(1)) {
      one.parse(told("say First."), 0, pages);
      var before = one.workers();

      one.parse(told("say Second."), 0, pages);

      assertThat(one.workers()).isEqualTo(before).hasSize(1);
      assertThat(pages.all()).contains("First.").contains("Second.");
    }
  }

  @Test
  void a_worker_that_hangs_costs_its_file_only() throws Exception {
    var limits =
        new WorkerLimits(1, 64, Duration.ofSeconds(1), LIMITS.fileTime(), 200, LIMITS.read());
    try (var impatient = new LocalParser(launch(), limits)) {
      Failure failure = failure(impatient.parse(told("hang"), 0, pages));

      assertThat(failure.reason()).isEqualTo(Reason.TOO_SLOW);
      assertThat(failure.message()).contains("1 s").contains("parse.pageTime");
      assertThat(impatient.workers()).isEmpty();
    }
    assertThatTheNextFileIsRead();
  }

  @Test
  void a_file_that_takes_too_long_altogether_is_given_up_though_its_pages_come() throws Exception {
    var limits =
        new WorkerLimits(1, 64, Duration.ofSeconds(5), Duration.ofMillis(800), 200, LIMITS.read());
    try (var impatient = new LocalParser(launch(), limits)) {
      Failure failure = failure(impatient.parse(told("drip"), 0, pages));

      assertThat(failure.reason()).isEqualTo(Reason.TOO_SLOW);
      assertThat(failure.message()).contains("800 ms").contains("parse.fileTime");
    }
  }

  @Test
  void a_file_that_fills_the_memory_costs_its_worker_only() throws Exception {
    var failure = failureOf("explode");

    assertThat(failure.reason()).isEqualTo(Reason.TOO_MUCH_MEMORY);
    assertThat(failure.message()).contains("64 MB").contains("parse.heapMegabytes");
    assertThatTheNextFileIsRead();
  }

  @Test
  void a_worker_that_dies_costs_its_file_only() throws Exception {
    var failure = failureOf("die");

    assertThat(failure.reason()).isEqualTo(Reason.BROKEN);
    assertThat(failure.message()).contains("exit code 7");
    assertThatTheNextFileIsRead();
  }

  @Test
  void a_worker_that_is_killed_costs_its_file_only() throws Exception {
    try (var one = parser(1)) {
      Parsing parsing =
          one.parse(
              told("say Begun.", "hang"),
              0,
              onPage(() -> one.workers().forEach(LocalParserTest::kill)));

      assertThat(failure(parsing).reason()).isEqualTo(Reason.BROKEN);
      assertThat(one.parse(told("say Next."), 0, pages)).isInstanceOf(Parsing.Parsed.class);
    }
  }

  @Test
  void a_worker_that_was_killed_while_idle_costs_nothing() throws Exception {
    try (var one = parser(1)) {
      one.parse(told("say First."), 0, pages);
      long first = one.workers().iterator().next();
      kill(first);
      ProcessHandle.of(first).ifPresent(gone -> gone.onExit().join());

      assertThat(one.parse(told("say Next."), 0, pages)).isInstanceOf(Parsing.Parsed.class);
    }
  }

  @Test
  void a_worker_that_answers_garbage_costs_its_file_only() throws Exception {
    assertThat(failureOf("babble").reason()).isEqualTo(Reason.BROKEN);
    assertThatTheNextFileIsRead();
  }

  @Test
  void what_a_library_prints_does_no_harm() throws Exception {
    assertThat(parser.parse(told("print", "say Done."), 0, pages))
        .isEqualTo(new Parsing.Parsed(1, 0));
  }

  @Test
  void a_flood_of_errors_on_the_worker_s_side_does_no_harm() throws Exception {
    assertThat(parser.parse(told("complain", "say Done."), 0, pages))
        .isEqualTo(new Parsing.Parsed(1, 0));
  }

  @Test
  void a_page_over_the_limit_is_refused() throws Exception {
    var failure = failureOf("bloat");

    assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(failure.message()).contains("50,000").contains("parse.pageChars");
  }

  @Test
  void pages_without_end_are_refused() throws Exception {
    var failure = failureOf("flood");

    assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(failure.message()).contains("1,000 pages").contains("parse.pages");
    assertThatTheNextFileIsRead();
  }

  @Test
  void a_file_that_nests_too_deeply_is_damaged() throws Exception {
    assertThat(failureOf("recurse").reason()).isEqualTo(Reason.DAMAGED);
  }

  @Test
  void our_own_mistakes_are_told_from_damaged_files() throws Exception {
    assertThat(failureOf("blunder").reason()).isEqualTo(Reason.BROKEN);
    assertThat(failureOf("damage").reason()).isEqualTo(Reason.DAMAGED);
  }

  @Test
  void a_file_without_text_says_so() throws Exception {
    assertThat(failureOf("say ").reason()).isEqualTo(Reason.NO_TEXT);
    assertThat(failureOf("picture").reason()).isEqualTo(Reason.ONLY_PICTURES);
  }

  @Test
  void pictures_that_nothing_could_read_are_counted() throws Exception {
    assertThat(parser.parse(told("say Text.", "picture", "picture"), 0, pages))
        .isEqualTo(new Parsing.Parsed(3, 2));
  }

  @Test
  void only_the_pages_after_the_given_one_are_handed_over() throws Exception {
    Parsing parsing = parser.parse(told("say One.", "say Two.", "say Three."), 2, pages);

    assertThat(parsing).isEqualTo(new Parsing.Parsed(3, 0));
    assertThat(pages.pages).extracting(Page::number).containsExactly(3);
  }

  @Test
  void a_worker_sees_no_secrets() throws Exception {
    parser.parse(told("environment"), 0, pages);

    assertThat(pages.all().lines().filter(line -> !line.isBlank()))
        .isNotEmpty()
        .allMatch(line ->
            List.of(
                    "PATH",
                    "LANG",
                    "LC_ALL",
                    "LC_CTYPE",
                    "HOME",
                    "TZ",
                    "TMPDIR",
                    "TESSDATA_PREFIX",
                    "OMP_THREAD_LIMIT")
                .contains(line));
  }

  @Test
  void an_interrupted_caller_gives_up_its_worker() throws Exception {
    var caller = Thread.currentThread();
    try (var one = parser(1)) {
      var used = new ArrayList<Long>();

      assertThatThrownBy(() ->
              one.parse(
                  told("say Begun.", "hang"),
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

    assertThatThrownBy(() -> parser.parse(told("say One.", "say Two."), 0, broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no room");
    assertThatTheNextFileIsRead();
  }

  @Test
  void more_callers_than_workers_wait_their_turn_on_virtual_threads() throws Exception {
    var done = new CountDownLatch(8);
    var results = new ArrayList<Parsing>();
    for (int i = 0; i < 8; i++) {
      Source source = told("say Caller " + i);
      Thread.ofVirtual()
          .start(() -> {
            try {
              Parsing parsing = parser.parse(source, 0, new CollectedPages());
              synchronized (results) {
                results.add(parsing);
              }
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            done.countDown();
          });
    }

    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(results).hasSize(8).allMatch(new Parsing.Parsed(1, 0)::equals);
    assertThat(parser.workers()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void a_worker_is_replaced_after_its_share_of_files() throws Exception {
    var limits = new WorkerLimits(1, 64, LIMITS.pageTime(), LIMITS.fileTime(), 1, LIMITS.read());
    try (var one = new LocalParser(launch(), limits)) {
      one.parse(told("say One."), 0, pages);

      assertThat(one.workers()).isEmpty();
    }
  }

  @Test
  void closing_ends_the_workers_and_deletes_their_folders() throws Exception {
    Path own = Files.createDirectory(folder.resolve("own"));
    var closing = new LocalParser(launchIn(own), LIMITS);
    closing.parse(told("litter", "say One."), 0, pages);
    long worker = closing.workers().iterator().next();
    assertThat(listed(own)).hasSize(1);

    closing.close();

    assertThatEnds(worker);
    assertThat(listed(own)).isEmpty();
    assertThatThrownBy(() -> closing.parse(told("say Late."), 0, pages))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void what_a_killed_server_left_behind_is_deleted() throws Exception {
    Path own = Files.createDirectory(folder.resolve("orphans"));
    Path orphan = Files.createDirectory(own.resolve("lectern-worker-999999999-1"));
    Path foreign = Files.createDirectory(own.resolve("lectern-worker-notes"));

    new LocalParser(launchIn(own), LIMITS).close();

    assertThat(orphan).doesNotExist();
    assertThat(foreign).exists();
  }

  @Test
  void a_process_that_cannot_start_is_no_fault_of_the_file() throws Exception {
    WorkerLaunch wrong = launch().withJvmArguments(List.of("-XX:NoSuchFlag"));
    try (var broken = new LocalParser(wrong, LIMITS)) {
      assertThatThrownBy(() -> broken.parse(told("say One."), 0, pages))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("NoSuchFlag");
    }
  }

  @Test
  void workers_end_when_their_server_is_killed() throws Exception {
    Path file = Files.writeString(folder.resolve("server.txt"), "say Begun.\nhang");
    Process server =
        new ProcessBuilder(
                launch().java().toString(),
                "-cp",
                launch().classPath(),
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

  private static LocalParser parser(int workers) {
    return new LocalParser(
        launch(),
        new WorkerLimits(workers, 64, LIMITS.pageTime(), LIMITS.fileTime(), 200, LIMITS.read()));
  }

  private static WorkerLaunch launch() {
    return launchIn(folder);
  }

  private static WorkerLaunch launchIn(Path temp) {
    WorkerLaunch usual = WorkerLaunch.ofThisJvm(temp);
    return new WorkerLaunch(
        usual.java(), usual.classPath(), temp, List.of(), MisbehavingReader.class.getName());
  }

  private static Source told(String... orders) throws IOException {
    Path file = Files.createTempFile(folder, "orders", ".txt");
    return new Source(Files.writeString(file, String.join("\n", orders)), "orders.txt");
  }

  private Failure failureOf(String order) throws Exception {
    return failure(parser.parse(told(order), 0, pages));
  }

  private static Failure failure(Parsing parsing) {
    assertThat(parsing).isInstanceOf(Parsing.Failed.class);
    return ((Parsing.Failed) parsing).failure();
  }

  private static void assertThatTheNextFileIsRead() throws Exception {
    assertThat(parser.parse(told("say Next."), 0, new CollectedPages()))
        .isEqualTo(new Parsing.Parsed(1, 0));
  }

  private static void assertThatEnds(long pid) throws Exception {
    var process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      process.get().onExit().get(10, TimeUnit.SECONDS);
    }
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  private static List<Path> listed(Path of) throws IOException {
    try (Stream<Path> children = Files.list(of)) {
      return children.toList();
    }
  }

  private static PageSink onPage(Runnable action) {
    return new PageSink() {
      @Override
      public void opened(Format format, OptionalInt pageCount) {}

      @Override
      public void page(Page page) {
        action.run();
      }
    };
  }
}
