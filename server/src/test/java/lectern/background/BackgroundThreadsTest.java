package lectern.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final int NICE_FIELD = 16;

  @Test
  void a_background_thread_makes_way_and_others_stay_as_they_were() throws Exception {
    int usual = niceOfThisThread();

    var background = runOn(BackgroundThreadsTest::niceOfThisThread);

    assertThat(background).isEqualTo(19);
    assertThat(niceOfThisThread()).isEqualTo(usual);
  }

  @Test
  void a_background_process_makes_way() throws Exception {
    var command = new java.util.ArrayList<>(BackgroundThreads.command());
    command.add("nice"); // which, called like this, tells its own

    var process = new ProcessBuilder(command).start();

    assertThat(process.inputReader().readLine()).isEqualTo("19");
  }

  private static int runOn(Callable<Integer> work) throws Exception {
    var task = new FutureTask<>(work);
    BackgroundThreads.of(Thread.ofPlatform().factory()).newThread(task).start();
    return task.get();
  }

  private static int niceOfThisThread() throws java.io.IOException {
    var told = Files.readString(Path.of("/proc/thread-self/stat"));
    return Integer.parseInt(told.substring(told.lastIndexOf(')') + 2).split(" ", -1)[NICE_FIELD]);
  }
}
