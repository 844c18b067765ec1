package lectern.background;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Threads and processes that get the processor when nobody else wants it: on Linux they run under
/// the scheduler's policy for idle work, `SCHED_IDLE`. Whoever else becomes able to run takes their
/// place at once, and on a machine that is fully used they get about a three-hundredth of what
/// others get, so that they go on, but slowly. Elsewhere they are like any other.
///
/// The least priority of the usual policy (nice 19) does not do: since Linux 6.6 a thread that
/// wakes up waits until the one that runs has had its slice of some milliseconds, whatever its
/// priority, and an answer wakes threads dozens of times.
///
/// Java's own thread priorities do nothing on Linux but with options that print a warning for
/// ordinary users; `sched_setscheduler`, which everybody may use to make way, is called directly.
public final class BackgroundThreads {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundThreads.class);

  /// SCHED_IDLE in <linux/sched.h>.
  private static final int IDLE = 5;

  /// The calling thread, in place of a thread's number.
  private static final int MYSELF = 0;

  private static final Optional<MethodHandle> SET_SCHEDULER = findSetScheduler();
  private static final List<String> COMMAND = findCommand();

  private BackgroundThreads() {}

  /// Threads of this factory that make way from the beginning.
  public static ThreadFactory of(ThreadFactory threads) {
    return work ->
        threads.newThread(() -> {
          makeWay();
          work.run();
        });
  }

  /// What to put before a command, so that its process makes way; empty where that is not known.
  public static List<String> command() {
    return COMMAND;
  }

  private static void makeWay() {
    SET_SCHEDULER.ifPresent(setScheduler -> {
      try (var memory = Arena.ofConfined()) {
        var priority = memory.allocate(ValueLayout.JAVA_INT); // struct sched_param: always 0
        int failed = (int) setScheduler.invokeExact(MYSELF, IDLE, priority);
        LOG.debug("a thread makes way: {}", failed == 0);
      } catch (Throwable e) { // what a method handle declares; the call itself throws nothing
        LOG.warn("a thread cannot be made to make way", e);
      }
    });
  }

  private static boolean isLinux() {
    return System.getProperty("os.name", "").equals("Linux");
  }

  @SuppressWarnings("restricted") // the launcher allows native calls
  private static Optional<MethodHandle> findSetScheduler() {
    if (!isLinux()) {
      return Optional.empty();
    }
    var linker = Linker.nativeLinker();
    var signature =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    return linker
        .defaultLookup()
        .find("sched_setscheduler")
        .map(address -> linker.downcallHandle(address, signature));
  }

  /// `chrt` comes with util-linux, which every distribution of Linux for servers installs.
  private static List<String> findCommand() {
    return Stream.of("/usr/bin/chrt", "/bin/chrt")
        .filter(chrt -> Files.isExecutable(Path.of(chrt)))
        .findFirst()
        .map(chrt -> List.of(chrt, "--idle", "0"))
        .orElse(List.of());
  }
}
