package lectern.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import javax.sql.DataSource;
import lectern.store.postgres.EmbeddedPostgres;
import lectern.store.postgres.PostgresUnavailable;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;

/// The one database, migrated and ours alone while this object lives: an embedded PostgreSQL or one
/// that the operator runs, which are the same from here on.
///
/// A database that cannot be used is a {@link StoreUnavailable} from {@link #open}, with one line
/// for the operator. Later a lost connection is an exception of JDBI; the pool makes a new one when
/// the server is back. Safe for many threads.
public final class Database implements AutoCloseable {

  /// Which database.
  public sealed interface Source {

    /// Our own server. {@link DataFolderLock} is held for the folder above.
    ///
    /// @param folder PostgreSQL's data folder
    /// @param binariesCache where its programs are unpacked
    record Embedded(Path folder, Path binariesCache) implements Source {}

    /// The operator's server, 15 or later.
    ///
    /// @param url as DATABASE_URL has it, see {@link DatabaseUrl#parse}; holds the password
    record External(String url) implements Source {

      @Override
      public String toString() {
        return "External[…]";
      }
    }
  }

  /// @param connections the most at once; a caller above that waits
  /// @param connectLimit how long to wait for a connection, new or from the pool
  /// @param migrations where Flyway looks
  public record Settings(int connections, Duration connectLimit, String migrations) {

    /// Ten connections are more than two cores can use, and less than any server's limit.
    public static final Settings DEFAULT =
        new Settings(10, Duration.ofSeconds(10), "classpath:db/migration");
  }

  /// Connections that are kept when nothing happens; the rest goes after ten minutes.
  private static final int IDLE_CONNECTIONS = 2;

  /// What the connections of the pipeline and the operator say first: see the second migration.
  private static final String EVERYBODY = "set lectern.workspace = 'all'";

  private final Runnable stopServer;
  private final OnlyLectern only;
  private final HikariDataSource pool;
  private final HikariDataSource tenantPool;
  private final Jdbi jdbi;
  private final Jdbi tenantJdbi;

  private Database(
      Runnable stopServer, OnlyLectern only, HikariDataSource pool, HikariDataSource tenantPool) {
    this.stopServer = stopServer;
    this.only = only;
    this.pool = pool;
    this.tenantPool = tenantPool;
    this.jdbi = Jdbi.create(pool);
    this.tenantJdbi = Jdbi.create(new Tenancy.Narrowed(tenantPool));
  }

  public static Database open(Source source) throws InterruptedException {
    return open(source, Settings.DEFAULT);
  }

  /// Starts the server if it is the embedded one, takes the database for this process alone, and
  /// migrates it.
  public static Database open(Source source, Settings settings) throws InterruptedException {
    return switch (source) {
      case Source.External(String url) -> connect(DatabaseUrl.parse(url), settings, () -> {});
      case Source.Embedded(Path folder, Path binariesCache) -> {
        EmbeddedPostgres server = start(folder, binariesCache);
        DatabaseUrl url =
            new DatabaseUrl(
                server.jdbcUrl(), Optional.of(server.user()), Optional.of(server.password()));
        yield connect(url, settings, server::close);
      }
    };
  }

  /// For the pipeline and the operator: sees all workspaces.
  public Jdbi jdbi() {
    return jdbi;
  }

  /// For readers: sees the workspace that {@link Tenancy#in} names, and refuses to work when none
  /// is named.
  public Jdbi tenantJdbi() {
    return tenantJdbi;
  }

  /// For the test of what a reader's connection sees before it is told for whom it works.
  DataSource tenantConnections() {
    return tenantPool;
  }

  /// Puts the connections away, then stops the server if it is the embedded one.
  @Override
  public void close() {
    tenantPool.close();
    pool.close();
    only.close();
    stopServer.run();
  }

  private static EmbeddedPostgres start(Path folder, Path binariesCache)
      throws InterruptedException {
    try {
      return EmbeddedPostgres.start(folder, binariesCache);
    } catch (PostgresUnavailable e) {
      throw new StoreUnavailable(String.valueOf(e.getMessage()), e);
    }
  }

  private static Database connect(DatabaseUrl url, Settings settings, Runnable stopServer) {
    var opened = new ArrayDeque<Runnable>();
    opened.push(stopServer);
    try {
      OnlyLectern only = OnlyLectern.claim(url.connect(settings.connectLimit()));
      opened.push(only::close);
      HikariDataSource pool = pool(url, settings, "database", EVERYBODY);
      opened.push(pool::close);
      migrate(pool, settings.migrations());
      HikariDataSource tenantPool = pool(url, settings, "tenants", TenantRole.prepare(pool));
      opened.push(tenantPool::close);
      return new Database(stopServer, only, pool, tenantPool);
    } catch (SQLException e) {
      opened.forEach(Runnable::run);
      throw new StoreUnavailable(
          "The database at %s cannot be used: %s".formatted(url, url.redact(e)), e);
    } catch (HikariPool.PoolInitializationException e) {
      opened.forEach(Runnable::run);
      throw new StoreUnavailable(
          "The database at %s gives no further connections: %s"
              .formatted(url, e.getCause() instanceof SQLException sql ? url.redact(sql) : "?"),
          e);
    } catch (RuntimeException e) {
      opened.forEach(Runnable::run);
      throw e;
    }
  }

  private static HikariDataSource pool(
      DatabaseUrl url, Settings settings, String name, String firstStatement) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setConnectionInitSql(firstStatement);
    config.setJdbcUrl(url.jdbc());
    url.user().ifPresent(config::setUsername);
    url.password().ifPresent(config::setPassword);
    config.setDataSourceProperties(url.properties(settings.connectLimit()));
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(Math.min(IDLE_CONNECTIONS, settings.connections()));
    config.setConnectionTimeout(settings.connectLimit().toMillis());
    return new HikariDataSource(config);
  }

  /// A migration in the database that this program does not know was made by a newer one, and is
  /// refused rather than worked on half understood.
  private static void migrate(DataSource pool, String location) {
    try {
      Flyway.configure()
          .dataSource(pool)
          .locations(location)
          .loggers(FlywayLog.Creator.class.getName())
          .ignoreMigrationPatterns(new String[0])
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreUnavailable(
          "The tables of the database cannot be brought to this version of Lectern: "
              + String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " "),
          e);
    }
  }
}
