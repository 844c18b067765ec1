package lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Portkey's gateway from npm, as a process of its own on one core. As it is published it is no
/// fair opponent, so it is repaired: with the newest `hono` its streams end in a 500, and without
/// its authors' own change to `async-retry` it does not hear `Retry-After`.
///
/// It listens on all interfaces, for as long as the benchmark takes.
record Portkey(Process process, int port) implements AutoCloseable {
  static final String VERSION = "1.15.2";

  private static final String PACKAGE =
      """
      {"private": true,
       "dependencies": {"@portkey-ai/gateway": "%s"},
       "overrides": {"hono": "4.9.7", "@hono/node-server": "1.13.7", "@hono/node-ws": "1.2.0"}}
      """
          .formatted(VERSION);

  private static final String BROKEN = "val = fn(bail, num);";
  private static final String REPAIRED = "val = fn(bail, num, op);";
  private static final int MOST_LOOKS = 200;
  private static final long LOOK_MILLIS = 50;

  /// Installs it where it is not yet, and starts it.
  static Portkey start(int core, Path folder) throws InterruptedException {
    install(folder);
    try {
      int port = freePort();
      var command = new ArrayList<>(Program.onCore(core));
      command.addAll(
          List.of(
              "node",
              "node_modules/@portkey-ai/gateway/build/start-server.js",
              "--headless",
              "--port=" + port));
      var builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().put("NODE_ENV", "production");
      var log = folder.resolve("portkey.log").toFile();
      var started = builder.redirectErrorStream(true).redirectOutput(log).start();
      var portkey = new Portkey(started, port);
      portkey.awaitListening();
      return portkey;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void install(Path folder) throws InterruptedException {
    var retry = folder.resolve("node_modules/async-retry/lib/index.js");
    try {
      if (Files.exists(retry) && Files.readString(retry).contains(REPAIRED)) {
        return;
      }
      System.err.println("bench: installing Portkey " + VERSION + " …");
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("package.json"), PACKAGE);
      int exit =
          new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("npm.log").toFile())
              .start()
              .waitFor();
      if (exit != 0) {
        throw new WrongUse("npm could not install Portkey; see " + folder.resolve("npm.log"));
      }
      Files.writeString(retry, Files.readString(retry).replace(BROKEN, REPAIRED));
    } catch (IOException e) {
      throw new WrongUse("this benchmark needs node and npm (Debian: apt-get install nodejs npm)");
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitListening() throws InterruptedException {
    for (int looks = 0; looks < MOST_LOOKS && process.isAlive(); looks++) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException _) {
        ServedLectern.pause(LOOK_MILLIS);
      }
    }
    throw new IllegalStateException("Portkey does not listen; see portkey.log in its folder");
  }

  /// @param answering the port of who answers
  Contender contender(int answering) {
    var headers =
        Map.of(
            "Authorization", "Bearer sk-bench",
            "x-portkey-provider", "openai",
            "x-portkey-custom-host", "http://127.0.0.1:" + answering + "/v1");
    return new Contender("Portkey " + VERSION, port, headers, Optional.of(process.toHandle()));
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
