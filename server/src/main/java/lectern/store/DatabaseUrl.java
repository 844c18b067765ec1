package lectern.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where a PostgreSQL server is and who we are there.
///
/// @param jdbc without user and password
record DatabaseUrl(String jdbc, Optional<String> user, Optional<String> password) {

  /// `postgres://user:password@host:port/name?options`, as most hosters write it. The last @ ends
  /// the password, so that one inside it does no harm.
  private static final Pattern USUAL =
      Pattern.compile(
          "postgres(?:ql)?://(?:(?<user>[^:@/]*)(?::(?<password>.*))?@)?"
              + "(?<place>[^@/?]+/[^@/?]+)(?:\\?(?<options>[^@]*))?");

  private static final Pattern JDBC =
      Pattern.compile("jdbc:postgresql:(?://)?(?<place>[^@?]+)(?:\\?(?<options>.*))?");

  /// Reads the usual form, with special letters of user and password as %XX, or a
  /// `jdbc:postgresql:` URL with `user` and `password` among its options.
  static DatabaseUrl parse(String url) {
    return Stream.of(USUAL, JDBC)
        .map(form -> form.matcher(url.strip()))
        .filter(Matcher::matches)
        .findFirst()
        .map(DatabaseUrl::of)
        .orElseThrow(() ->
            new StoreUnavailable(
                "DATABASE_URL is not understood: write"
                    + " postgres://USER:PASSWORD@HOST:PORT/NAME, with special letters of the"
                    + " password percent-encoded."));
  }

  private static DatabaseUrl of(Matcher url) {
    String options = Optional.ofNullable(url.group("options")).orElse("");
    String bare =
        Arrays.stream(options.split("&"))
            .filter(option -> !option.isEmpty())
            .filter(option -> !option.startsWith("user=") && !option.startsWith("password="))
            .collect(Collectors.joining("&"));
    String jdbc = "jdbc:postgresql://" + url.group("place") + (bare.isEmpty() ? "" : "?" + bare);
    boolean usual = url.namedGroups().containsKey("user");
    return new DatabaseUrl(
        jdbc,
        usual ? part(url, "user") : option(options, "user"),
        usual ? part(url, "password") : option(options, "password"));
  }

  private static Optional<String> part(Matcher url, String name) {
    return Optional.ofNullable(url.group(name)).map(DatabaseUrl::decode);
  }

  private static Optional<String> option(String options, String name) {
    return Arrays.stream(options.split("&"))
        .filter(option -> option.startsWith(name + "="))
        .map(option -> decode(option.substring(name.length() + 1)))
        .findFirst();
  }

  /// Leaves a plus as it is, unlike a form's decoder, and a stray percent sign too.
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /// A connection outside of the pool.
  Connection connect(Duration limit) throws SQLException {
    Properties properties = properties(limit);
    user.ifPresent(name -> properties.setProperty("user", name));
    password.ifPresent(secret -> properties.setProperty("password", secret));
    return DriverManager.getConnection(jdbc, properties);
  }

  /// The driver's settings, without user and password.
  Properties properties(Duration limit) {
    String seconds = Long.toString(Math.max(1, limit.toSeconds()));
    var properties = new Properties();
    properties.setProperty("ApplicationName", "lectern");
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("loginTimeout", seconds);
    properties.setProperty("tcpKeepAlive", "true");
    return properties;
  }

  /// What the driver says, on one line and certainly without the password.
  String redact(SQLException e) {
    String message = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
    return password
        .filter(secret -> !secret.isEmpty())
        .map(secret -> message.replace(secret, "…"))
        .orElse(message);
  }

  /// Host and name only, for messages.
  @Override
  public String toString() {
    return jdbc.replaceFirst("^jdbc:postgresql://", "").replaceFirst("\\?.*", "");
  }
}
