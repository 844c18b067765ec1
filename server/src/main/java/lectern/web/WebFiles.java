package lectern.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// A fixed set of files out of the class path. It is listed once; a file is read when it is asked
/// for the first time, and then kept. Safe to use from many threads.
final class WebFiles {
  private static final String APP = "lectern/web/";
  private static final String WEBJARS = "META-INF/resources/webjars/";

  /// Of each library what the page or pdf.js's worker loads: no sources, types, servers' variants
  /// or builds for developers, and nothing that turns text into HTML.
  private static final Map<String, Pattern> VENDORS =
      Map.of(
          "lit", Pattern.compile("(directives/)?(?!unsafe)[a-z-]+\\.js"),
          "lit-html", Pattern.compile("(directives/)?(?!unsafe)[a-z-]+\\.js"),
          "lit-element", Pattern.compile("[a-z-]+\\.js"),
          "lit__reactive-element", Pattern.compile("[a-z-]+\\.js"),
          "pdfjs-dist",
              Pattern.compile(
                  "build/pdf(\\.worker)?\\.min\\.mjs|cmaps/.+\\.bcmap|standard_fonts/.+\\.(pfb|ttf)"
                      + "|iccs/.+\\.icc|wasm/.+\\.wasm|wasm/openjpeg_nowasm_fallback\\.js"));

  /// Names of resources, by what they are called from outside.
  private final Map<String, String> resources;

  private final Map<String, WebFile> read = new ConcurrentHashMap<>();

  private WebFiles(Map<String, String> resources) {
    this.resources = Map.copyOf(resources);
  }

  /// The app's own files: `index.html`, `app/main.js`.
  static WebFiles ofApp() {
    var resources = new HashMap<String, String>();
    for (var name : namesBeside(APP + "index.html")) {
      resources.put(name, APP + name);
    }
    return new WebFiles(resources);
  }

  /// The libraries from their WebJars: `lit/3.3.2/index.js`.
  static WebFiles ofVendors() {
    var resources = new HashMap<String, String>();
    VENDORS.forEach((library, wanted) -> {
      var version = library + "/" + versionOf(library) + "/";
      var folder = WEBJARS + version;
      for (var name : namesBeside(folder + "package.json")) {
        if (wanted.matcher(name).matches()) {
          resources.put(version + name, folder + name);
        }
      }
    });
    return new WebFiles(resources);
  }

  Optional<WebFile> get(String name) {
    return Optional.ofNullable(resources.get(name))
        .map(resource -> read.computeIfAbsent(name, _ -> WebFile.read(resource)));
  }

  Collection<String> names() {
    return resources.keySet();
  }

  private static String versionOf(String library) {
    var properties = new Properties();
    try (var in =
        url("META-INF/maven/org.webjars.npm/" + library + "/pom.properties").openStream()) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  /// The names of all files in the folder of a resource and below. The folder may lie in a jar or,
  /// while Lectern is built, on disk. It is found by the file, as jars need not name folders.
  private static List<String> namesBeside(String witness) {
    var url = url(witness);
    try {
      if (url.openConnection() instanceof JarURLConnection jar) {
        try (var files = FileSystems.newFileSystem(Path.of(jar.getJarFileURL().toURI()))) {
          return namesBesideFile(files.getPath(witness));
        }
      }
      return namesBesideFile(Path.of(url.toURI()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> namesBesideFile(Path witness) throws IOException {
    var folder = witness.resolveSibling("");
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .toList();
    }
  }

  private static URL url(String resource) {
    var url = WebFiles.class.getClassLoader().getResource(resource);
    if (url == null) {
      throw new IllegalStateException("the class path lacks " + resource);
    }
    return url;
  }
}
