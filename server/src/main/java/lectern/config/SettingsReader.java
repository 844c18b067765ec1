package lectern.config;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads `lectern.yaml` and the environment into {@link Settings}, and tells everything that is
/// wrong at once, each with its place and how to mend it.
public final class SettingsReader {
  /// What a Java heap needs to read a small file.
  private static final long LEAST_WORKER_BYTES = 32L << 20;

  /// 1,024 TB are above every disk, and in range of a long.
  private static final long MOST_BYTES = 1L << 50;

  private static final int MOST_PORT = 65_535;

  private static final Pattern SIZE = Pattern.compile("(\\d{1,6})\\s*(B|KB|MB|GB|TB)");
  private static final Pattern COUNT = Pattern.compile("\\d{1,9}");

  /// Not settings of the server: read by the launcher, before there are settings, or by clients.
  private static final List<String> LAUNCHER_VARIABLES =
      List.of("LECTERN_AOT", "LECTERN_JAVA_OPTS", "LECTERN_CACHE", "LECTERN_SERVER", "LECTERN_KEY");

  private final Map<String, String> environment;
  private final Map<Key, Written> values = new EnumMap<>(Key.class);
  private final Map<String, Section> providers = new LinkedHashMap<>();
  private final Map<String, Section> routes = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  /// A value as it was written, and where.
  private record Written(String text, String place) {}

  private SettingsReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Reads the settings.
  ///
  /// @param file `lectern.yaml`; empty when there is none
  /// @throws InvalidSettings with everything that is wrong
  public static Settings read(Optional<Path> file, Map<String, String> environment) {
    var reader = new SettingsReader(environment);
    file.ifPresent(reader::readFile);
    reader.readEnvironment();
    var settings = reader.settings();
    if (!reader.problems.isEmpty()) {
      throw new InvalidSettings(reader.problems);
    }
    return settings;
  }

  private void readFile(Path file) {
    try {
      var root = new Compose(LoadSettings.builder().setLabel(file.toString()).build());
      root.composeString(Files.readString(file)).ifPresent(node -> readNode(file, "", node));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      problems.add("%s:%d: not YAML: %s".formatted(file, line, e.getProblem()));
    } catch (YamlEngineException e) {
      problems.add("%s: not YAML: %s".formatted(file, e.getMessage()));
    } catch (CharacterCodingException _) {
      problems.add("%s: not UTF-8 text; save it as such".formatted(file));
    } catch (IOException e) {
      problems.add("%s: cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  private void readNode(Path file, String path, Node node) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    if (node instanceof MappingNode mapping) {
      for (var entry : mapping.getValue()) {
        var name = entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
        var value = entry.getValueNode();
        switch (path.isEmpty() ? name : "") {
          case "providers" -> add(providers, file, name, value);
          case "routes" -> add(routes, file, name, value);
          default -> readNode(file, path.isEmpty() ? name : path + "." + name, value);
        }
      }
      return;
    }
    var key = keyOf(path);
    if (key.isPresent() && node instanceof ScalarNode scalar) {
      var place = file + ":" + line;
      var before = values.put(key.get(), new Written(scalar.getValue(), place));
      if (before != null) {
        problems.add("%s: %s stands at %s, too".formatted(place, path, before.place()));
      }
    } else {
      problems.add(
          "%s:%d: there is no setting '%s'; docs/configuration.md lists them"
              .formatted(file, line, path));
    }
  }

  private void add(Map<String, Section> known, Path file, String name, Node node) {
    var section = Section.of(file.toString(), name, node, problems);
    if (!known.isEmpty()) {
      section.wrong("", "stands twice");
    }
    known.putAll(section.sections());
  }

  private static Optional<Key> keyOf(String path) {
    return List.of(Key.values()).stream().filter(key -> key.path().equals(path)).findFirst();
  }

  private void readEnvironment() {
    for (var key : Key.values()) {
      var value = environment.get(key.variable());
      if (value != null) {
        values.put(key, new Written(value, "environment variable " + key.variable()));
      }
    }
    var known = new ArrayList<>(LAUNCHER_VARIABLES);
    List.of(Key.values()).forEach(key -> known.add(key.variable()));
    environment.keySet().stream()
        .filter(name -> name.startsWith("LECTERN_") && !known.contains(name))
        .sorted()
        .forEach(name ->
            problems.add(
                ("environment variable %s: there is no such setting;"
                        + " docs/configuration.md lists them")
                    .formatted(name)));
  }

  private Settings settings() {
    return new Settings(
        Path.of(text(Key.DATA)).toAbsolutePath().normalize(),
        Optional.ofNullable(environment.get("DATABASE_URL")).filter(url -> !url.isBlank()),
        size(Key.INGEST_MAX_FILE, 1),
        new Settings.Parse(
            count(Key.PARSE_WORKERS),
            size(Key.PARSE_WORKER_MEMORY, LEAST_WORKER_BYTES),
            duration(Key.PARSE_PAGE_TIMEOUT),
            duration(Key.PARSE_FILE_TIMEOUT),
            count(Key.PARSE_MAX_PAGES),
            count(Key.PARSE_MAX_PAGE_CHARS),
            count(Key.PARSE_MAX_DOCUMENT_CHARS),
            text(Key.PARSE_OCR_LANGUAGES),
            https(Key.PARSE_WEBHOOK_URL)),
        count(Key.EMBED_WORKERS),
        count(Key.PIPELINE_DOCUMENTS_AT_ONCE),
        new Settings.Ask(count(Key.ASK_PASSAGES), count(Key.ASK_MAX_QUESTION_CHARS)),
        new RosterReader(providers, routes, environment, problems).read(),
        new Settings.Face(
            size(Key.GATEWAY_MAX_BODY, 1),
            count(Key.GATEWAY_MAX_CALLS),
            size(Key.GATEWAY_MAX_BODIES, 1),
            count(Key.GATEWAY_KEPT_CALLS),
            size(Key.GATEWAY_CACHE_SIZE, 1),
            duration(Key.GATEWAY_CACHE_AGE)),
        server());
  }

  private Settings.Server server() {
    return new Settings.Server(
        text(Key.SERVER_HOST),
        port(Key.SERVER_PORT),
        size(Key.SERVER_MAX_BODY, 1),
        size(Key.SERVER_MAX_UPLOAD, 1),
        count(Key.SERVER_MAX_CONNECTIONS),
        count(Key.SERVER_MAX_STREAMS),
        duration(Key.SERVER_HEADER_TIMEOUT),
        duration(Key.SERVER_BODY_TIMEOUT),
        duration(Key.SERVER_IDLE_TIMEOUT),
        duration(Key.SERVER_GRACE),
        tls(),
        accessLog(),
        count(Key.SERVER_REQUESTS_PER_MINUTE),
        count(Key.SERVER_UPLOADS_PER_MINUTE));
  }

  private Optional<Settings.Server.Tls> tls() {
    var certificate = file(Key.SERVER_TLS_CERTIFICATE);
    var key = file(Key.SERVER_TLS_KEY);
    if (certificate.isPresent() != key.isPresent()) {
      var given = certificate.isPresent() ? Key.SERVER_TLS_CERTIFICATE : Key.SERVER_TLS_KEY;
      problems.add(
          "%s: %s and %s need each other; set both or none"
              .formatted(
                  written(given).place(),
                  Key.SERVER_TLS_CERTIFICATE.path(),
                  Key.SERVER_TLS_KEY.path()));
    }
    return certificate.flatMap(file -> key.map(other -> new Settings.Server.Tls(file, other)));
  }

  private Optional<Path> file(Key key) {
    var text = text(key);
    return text.equals("none") ? Optional.empty() : Optional.of(Path.of(text).toAbsolutePath());
  }

  /// The secret of a webhook goes over it, so it is encrypted; but not on the same machine.
  private Optional<URI> https(Key key) {
    var written = written(key);
    if (written.text().equals("none")) {
      return Optional.empty();
    }
    try {
      var address = URI.create(written.text());
      boolean isLocal = "http".equals(address.getScheme()) && "127.0.0.1".equals(address.getHost());
      if (isLocal || ("https".equals(address.getScheme()) && address.getHost() != null)) {
        return Optional.of(address);
      }
    } catch (IllegalArgumentException _) {
      // told below, as other wrong addresses are
    }
    wrong(key, written);
    return Optional.empty();
  }

  private Settings.Server.AccessLog accessLog() {
    var written = written(Key.SERVER_ACCESS_LOG);
    return switch (written.text()) {
      case "on" -> Settings.Server.AccessLog.ON;
      case "off" -> Settings.Server.AccessLog.OFF;
      default -> {
        wrong(Key.SERVER_ACCESS_LOG, written);
        yield Settings.Server.AccessLog.ON;
      }
    };
  }

  private Written written(Key key) {
    return values.getOrDefault(key, new Written(key.preset(), "default"));
  }

  private String text(Key key) {
    var written = written(key);
    if (written.text().isBlank() || written.text().indexOf('\0') >= 0) {
      wrong(key, written);
      return key.preset();
    }
    return written.text();
  }

  private int count(Key key) {
    var written = written(key);
    if (written.text().equals("cores")) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (!COUNT.matcher(written.text()).matches() || Integer.parseInt(written.text()) == 0) {
      wrong(key, written);
      return 1;
    }
    return Integer.parseInt(written.text());
  }

  private int port(Key key) {
    var written = written(key);
    if (!COUNT.matcher(written.text()).matches() || Integer.parseInt(written.text()) > MOST_PORT) {
      wrong(key, written);
      return 0;
    }
    return Integer.parseInt(written.text());
  }

  private long size(Key key, long leastBytes) {
    var written = written(key);
    var parts = SIZE.matcher(written.text());
    if (!parts.matches()) {
      wrong(key, written);
      return leastBytes;
    }
    int power = List.of("B", "KB", "MB", "GB", "TB").indexOf(parts.group(2));
    long bytes = Long.parseLong(parts.group(1)) << (10 * power);
    if (bytes < leastBytes || bytes > MOST_BYTES) {
      problems.add(
          "%s: %s must be between %,d and %,d bytes, not '%s'"
              .formatted(written.place(), key.path(), leastBytes, MOST_BYTES, written.text()));
      return leastBytes;
    }
    return bytes;
  }

  private Duration duration(Key key) {
    var written = written(key);
    var span = Spans.read(written.text());
    if (span.isEmpty()) {
      wrong(key, written);
    }
    return span.orElse(Duration.ofSeconds(1));
  }

  private void wrong(Key key, Written written) {
    problems.add(
        "%s: %s must be %s, not '%s'"
            .formatted(written.place(), key.path(), key.kind().meaning(), written.text()));
  }
}
