package lectern.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(30)
@EnabledOnOs(OS.LINUX)
class BackgroundThreadsTest {
  /// In the line of a thread that Linux tells, counted from 0 behind its name.
  private static final int POLICY_FIELD = 38;

  private static final int SCHED_IDLE = 5;

  @Test
  void a_background_thread_makes_way_and_others_stay_as_they_were() throws Exception {
    int usual = policyOfThisThread();

    var background = runOn(BackgroundThreadsTest::policyOfThisThread);

    assertThat(background).isEqualTo(SCHED_IDLE);
    assertThat(policyOfThisThread()).isEqualTo(usual);
  }

  @Test
  void a_background_process_makes_way() throws Exception {
    var command = new ArrayList<>(BackgroundThreads.command());
    command.addAll(List.of("cat", "/proc/self/stat"));

    var process = new ProcessBuilder(command).start();

    assertThat(policy(process.inputReader().readLine())).isEqualTo(SCHED_IDLE);
  }

  private static int runOn(Callable<Integer> work) throws Exception {
    var task = new FutureTask<>(work);
    BackgroundThreads.of(Thread.ofPlatform().factory()).newThread(task).start();
    return task.get();
  }

  private static int policyOfThisThread() throws java.io.IOException {
    return policy(Files.readString(Path.of("/proc/thread-self/stat")));
  }

  private static int policy(String told) {
    var fields = told.substring(told.lastIndexOf(')') + 2).split(" ", -1);
    return Integer.parseInt(fields[POLICY_FIELD]);
  }
}
