package lectern.background;

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

/// Threads and processes that get the processor when nobody else wants it: on Linux they run with
/// the least priority (nice 19), and the scheduler gives them about a seventieth of what it gives
/// to others, so that they go on, but slowly, on a machine that is fully used. Elsewhere they are
/// like any other.
///
/// Java's own thread priorities do nothing on Linux but with options that print a warning for
/// ordinary users; `setpriority`, which may always be lowered, is called directly.
public final class BackgroundThreads {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundThreads.class);

  private static final int LEAST_PRIORITY = 19;

  /// From <sys/resource.h>.
  private static final int PRIO_PROCESS = 0;

  /// On Linux, whose threads are processes to its scheduler, the calling thread; elsewhere the
  /// whole process, and so never asked for.
  private static final int MYSELF = 0;

  private static final Optional<MethodHandle> SET_PRIORITY = findSetPriority();
  private static final List<String> COMMAND = findCommand();

  private BackgroundThreads() {}

  /// Threads of this factory that lower their priority before they begin.
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
    SET_PRIORITY.ifPresent(setPriority -> {
      try {
        int failed = (int) setPriority.invokeExact(PRIO_PROCESS, MYSELF, LEAST_PRIORITY);
        LOG.debug("lowered the priority of a thread: {}", failed == 0);
      } catch (Throwable e) { // what a method handle declares; the call itself throws nothing
        LOG.warn("the priority of a thread cannot be lowered", e);
      }
    });
  }

  private static boolean isLinux() {
    return System.getProperty("os.name", "").equals("Linux");
  }

  @SuppressWarnings("restricted") // the launcher allows native calls
  private static Optional<MethodHandle> findSetPriority() {
    if (!isLinux()) {
      return Optional.empty();
    }
    var linker = Linker.nativeLinker();
    var signature =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    return linker
        .defaultLookup()
        .find("setpriority")
        .map(address -> linker.downcallHandle(address, signature));
  }

  private static List<String> findCommand() {
    return Stream.of("/usr/bin/nice", "/bin/nice")
        .filter(nice -> Files.isExecutable(Path.of(nice)))
        .findFirst()
        .map(nice -> List.of(nice, "-n", Integer.toString(LEAST_PRIORITY)))
        .orElse(List.of());
  }
}
