package lectern.cli;

import java.util.Optional;
import lectern.config.Settings;
import picocli.CommandLine.Option;

/// Options of commands that listen: they override the settings.
final class Listening {
  private static final int MOST_PORT = 65_535;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to listen on; 0 takes a free one (default: setting 'server.port').")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "The address to listen on (default: setting 'server.host').")
  private Optional<String> host = Optional.empty();

  Settings over(Settings settings) {
    port.filter(it -> it < 0 || it > MOST_PORT)
        .ifPresent(it -> {
          throw new WrongUse("--port must be from 0 to %d, not %d".formatted(MOST_PORT, it));
        });
    var server = settings.server();
    return settings.withServer(server.at(host.orElse(server.host()), port.orElse(server.port())));
  }
}
