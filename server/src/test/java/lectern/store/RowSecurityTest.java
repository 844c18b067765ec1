package lectern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import lectern.document.WorkspaceId;
import lectern.store.Database.Settings;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The second wall between workspaces: whatever a query forgets to ask, rows of another one are
/// neither seen nor touched. Tried on every table there is, so that a new one cannot be forgotten.
@Timeout(60)
final class RowSecurityTest {
  private static final WorkspaceId OURS = WorkspaceId.LOCAL;
  private static final WorkspaceId THEIRS =
      new WorkspaceId(UUID.fromString("00000000-0000-7000-8000-00000000000f"));

  /// A row in every table, of another workspace or of nobody. A new table fails the test until it
  /// has one here.
  private static final String THEIR_ROWS =
      """
      insert into workspace values ('00000000-0000-7000-8000-00000000000f', 'theirs');
      insert into document (id, workspace_id, sha256, name, size_bytes, received_at)
        select id, id, repeat('0', 64), 'theirs.md', 1, now() from workspace where name = 'theirs';
      insert into job (document_id, state, changed_at) select id, 'ready', now() from document;
      insert into stage_time select id, 'parse', 1 from document;
      insert into page select id, 1, 'secret', '', 'TEXT' from document;
      insert into chunk select id, 0, 1, 0, 6, '{}', '' from document;
      insert into collection select id, id, 'theirs', now() from document;
      insert into collection_document select id, id from document;
      insert into api_key (id, workspace_id, name, role, secret_sha256, hint, created_at)
        select id, id, 'theirs', 'admin', repeat('0', 64), '1234', now() from document;
      insert into session select secret_sha256, id, now(), now() from api_key;
      insert into removal select id, sha256 from document;
      insert into vector values (repeat('0', 64), 'model', '');
      insert into paid_parse
        (intent, document_id, workspace_id, sha256, provider, tier, recipe, created_at)
        select id, id, id, sha256, 'llamaparse', 'agentic', 'recipe', now() from document;
      insert into parse_result select sha256, 'recipe', 1, 'secret' from document;
      """;

  private static final String TABLES =
      """
      select relname from pg_class where relnamespace = 'public'::regnamespace
      and relkind in ('r', 'p', 'v', 'm', 'f') order by relname\
      """;

  /// As whom Lectern connects.
  enum Login {
    /// The owner of the database, who may nothing else: so with the embedded server.
    OWNER,
    SUPERUSER,
    /// As some hosters give it: may go past row-level security, and make roles.
    PRIVILEGED;

    Database open() throws SQLException, InterruptedException {
      var settings = new Settings(2, Duration.ofSeconds(10), Settings.DEFAULT.migrations());
      return Database.open(new Database.Source.External(url()), settings);
    }

    private String url() throws SQLException {
      return switch (this) {
        case OWNER -> TestDatabase.freshUrl();
        case SUPERUSER -> TestDatabase.emptyUrl("superuser");
        case PRIVILEGED -> {
          var url = TestDatabase.emptyUrl("createrole bypassrls");
          var user = url.replaceFirst(".*//(.*):owner@.*", "$1");
          TestDatabase.runAsSuperuser(TenantRole.CREATE);
          TestDatabase.runAsSuperuser("grant lectern_tenant to " + user + " with admin option");
          yield url; // as if it had made the role itself
        }
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void no_table_shows_or_takes_a_row_of_another_workspace(Login login) throws Exception {
    try (var database = login.open()) {
      database.jdbi().useHandle(handle -> handle.createScript(THEIR_ROWS).execute());

      var tables =
          database.jdbi().withHandle(it -> it.createQuery(TABLES).mapTo(String.class).list());

      assertThat(tables).contains("document", "vector", "flyway_schema_history");
      for (var table : tables) {
        var rows = rows(database.jdbi(), table);
        assertThat(rows).as("rows to hide in %s", table).isNotEmpty();
        Tenancy.in(OURS, () -> seesAndTouchesNothing(database.tenantJdbi(), table));
        Tenancy.in(OURS, () -> takesNothing(database.tenantJdbi(), table, rows.getLast()));
        assertThat(rows(database.jdbi(), table)).isEqualTo(rows);
      }
    }
  }

  private static List<String> rows(Jdbi jdbi, String table) {
    return jdbi.withHandle(handle ->
        handle.createQuery("select to_json(t) from " + table + " t").mapTo(String.class).list());
  }

  private static boolean seesAndTouchesNothing(Jdbi tenant, String table) {
    int own = table.equals("workspace") ? 1 : 0;
    assertThat(rows(tenant, table)).as("seen in %s", table).hasSize(own);
    tenant.useTransaction(handle -> {
      assertThat(handle.execute("update " + table + " set " + same(handle, table)))
          .as("updated in %s", table)
          .isEqualTo(own);
      assertThat(handle.execute("delete from " + table))
          .as("deleted from %s", table)
          .isEqualTo(own);
      handle.rollback();
    });
    return true;
  }

  private static String same(Handle handle, String table) {
    return handle
        .createQuery(
            "select attname || ' = ' || attname from pg_attribute"
                + " where attrelid = to_regclass(:table) and attnum = 1")
        .bind("table", table)
        .mapTo(String.class)
        .one();
  }

  private static boolean takesNothing(Jdbi tenant, String table, String row) {
    var insert =
        "insert into "
            + table
            + " select * from json_populate_record(null::"
            + table
            + ", ?::json)";
    assertThatThrownBy(() -> tenant.useHandle(handle -> handle.execute(insert, row)))
        .as("inserted into %s", table)
        .isInstanceOf(JdbiException.class)
        .hasMessageContaining("row-level security");
    return true;
  }

  @ParameterizedTest
  @EnumSource
  void a_row_cannot_be_given_to_another_workspace(Login login) throws Exception {
    try (var database = login.open()) {
      database.jdbi().useHandle(handle -> handle.createScript(THEIR_ROWS).execute());
      var give = "update collection set workspace_id = ? where workspace_id = ?";
      Tenancy.in(
          OURS,
          () -> {
            var tenant = database.tenantJdbi();
            tenant.useHandle(handle ->
                handle.execute(
                    "insert into collection values (gen_random_uuid(), ?, 'ours', now())",
                    OURS.value()));

            assertThatThrownBy(
                    () -> tenant.useHandle(it -> it.execute(give, THEIRS.value(), OURS.value())))
                .hasMessageContaining("row-level security");
            return true;
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void who_has_not_said_for_whom_sees_nothing(Login login) throws Exception {
    try (var database = login.open()) {
      var tenant = database.tenantJdbi();
      var unsaid = Jdbi.create(database.tenantConnections());

      assertThatThrownBy(() -> rows(tenant, "workspace"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("for which workspace");
      assertThat(rows(unsaid, "workspace")).isEmpty();
    }
  }

  /// The pool gives a thread the connection that it had last.
  @ParameterizedTest
  @EnumSource
  void a_connection_forgets_whom_it_worked_for_last(Login login) throws Exception {
    try (var database = login.open()) {
      database.jdbi().useHandle(handle -> handle.createScript(THEIR_ROWS).execute());
      var tenant = database.tenantJdbi();

      var theirs = Tenancy.in(THEIRS, () -> rows(tenant, "document"));
      var rolledBack = Tenancy.in(OURS, () -> documentsSeenBeforeAFailure(tenant));
      var ours = Tenancy.in(OURS, () -> rows(tenant, "document"));
      var theirsAgain = Tenancy.in(THEIRS, () -> rows(tenant, "document"));

      assertThat(theirs).hasSize(1).isEqualTo(theirsAgain);
      assertThat(rolledBack).isEmpty();
      assertThat(ours).isEmpty();
    }
  }

  private static List<String> documentsSeenBeforeAFailure(Jdbi tenant) {
    return tenant.inTransaction(handle -> {
      var seen = handle.createQuery("select name from document").mapTo(String.class).list();
      handle.rollback();
      return seen;
    });
  }

  @Test
  void a_login_that_goes_past_the_wall_and_cannot_help_it_is_refused() throws Exception {
    var url = TestDatabase.emptyUrl("nocreaterole bypassrls");

    assertThatThrownBy(() -> Database.open(new Database.Source.External(url)))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("lectern_tenant")
        .hasMessageContaining("BYPASSRLS")
        .hasMessageNotContaining("\n");
  }
}
