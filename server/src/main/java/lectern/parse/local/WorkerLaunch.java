package lectern.parse.local;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.background.BackgroundThreads;

/// How a worker process is started.
///
/// @param java the `java` executable
/// @param classPath what the worker is made of, in the form of `-cp`
/// @param tempFolder where each worker gets a folder of its own, deleted when the worker ends
/// @param jvmArguments more arguments for the worker's JVM, such as `-XX:AOTCache=…`; often none
/// @param mainClass the full name of the class the worker runs
public record WorkerLaunch(
    Path java, String classPath, Path tempFolder, List<String> jvmArguments, String mainClass) {

  /// All that a worker sees of our environment. A worker reads files of strangers, so it must never
  /// hold an API key or the password of the database.
  private static final Set<String> HARMLESS_VARIABLES =
      Set.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "HOME", "TZ", "TESSDATA_PREFIX", "SystemRoot");

  /// Metaspace and direct memory are not part of the heap and need bounds of their own: all parsers
  /// together load 60 MB of classes. A heap that is full ends the worker, since a parser that goes
  /// on after an OutOfMemoryError is in no state we could trust. The JVM's own messages must not
  /// get among the replies. The serial collector is the one that starts fastest and has no threads
  /// of its own.
  private static final List<String> JVM_ARGUMENTS =
      List.of(
          "-XX:MaxMetaspaceSize=192m",
          "-XX:MaxDirectMemorySize=64m",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:+DisplayVMOutputToStderr",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Djava.awt.headless=true");

  public WorkerLaunch {
    jvmArguments = List.copyOf(jvmArguments);
  }

  /// Workers made of the same Java and the same class path as this process.
  public static WorkerLaunch ofThisJvm(Path tempFolder) {
    return new WorkerLaunch(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        absolute(System.getProperty("java.class.path")),
        tempFolder,
        List.of(),
        WorkerMain.class.getName());
  }

  /// The same, with more arguments for the JVM.
  public WorkerLaunch withJvmArguments(List<String> more) {
    return new WorkerLaunch(java, classPath, tempFolder, more, mainClass);
  }

  /// A process ready to be started in its own folder.
  ProcessBuilder processIn(Path folder, WorkerLimits limits) {
    var command = new ArrayList<String>(BackgroundThreads.command());
    command.add(java.toString());
    command.add("-Xmx" + limits.heapMegabytes() + "m");
    command.addAll(JVM_ARGUMENTS);
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(jvmArguments);
    command.addAll(List.of("-cp", classPath, mainClass, folder.toString()));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(HARMLESS_VARIABLES);
    environment.put("TMPDIR", folder.toString());
    environment.put("OMP_THREAD_LIMIT", "1");
    return builder;
  }

  /// The worker runs in another folder, where relative entries would lead nowhere.
  private static String absolute(String classPath) {
    return String.join(
        File.pathSeparator,
        List.of(classPath.split(File.pathSeparator)).stream()
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList());
  }
}
