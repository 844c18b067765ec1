package lectern.store;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// Who readers' connections are. Row-level security holds for everybody but superusers and those
/// who are allowed to go past it; when we connect as one of these, readers' connections take on a
/// role that is neither.
final class TenantRole {
  private static final String NAME = "lectern_tenant";

  /// Roles belong to a server, not to a database: two databases made at once must not collide.
  static final String CREATE =
      """
      do $$ begin
        create role %s nologin nosuperuser nobypassrls;
      exception when duplicate_object or unique_violation then null;
      end $$\
      """
          .formatted(NAME);

  /// Who may make a role is not in it by that; a superuser may take on any.
  private static final String JOIN =
      """
      do $$ begin
        if not (select rolsuper from pg_roles where rolname = current_user) then
          grant %s to current_user;
        end if;
      end $$\
      """
          .formatted(NAME);

  /// Flyway's table is there before the first migration, and is locked while one runs.
  private static final String HIDE_HISTORY =
      """
      do $$ begin
        alter table flyway_schema_history enable row level security;
        alter table flyway_schema_history force row level security;
        create policy no_tenants on flyway_schema_history
          using (current_setting('lectern.workspace', true) = 'all');
      exception when duplicate_object then null;
      end $$\
      """;

  private TenantRole() {}

  /// Makes the role where it is needed, and tells with which statement a connection takes it on.
  ///
  /// @throws StoreUnavailable when it is needed and we may not make it
  static String prepare(DataSource pool) {
    return Jdbi.create(pool)
        .withHandle(handle -> {
          handle.execute(HIDE_HISTORY);
          return goesPastRowSecurity(handle) ? makeRole(handle) : "set lectern.workspace = ''";
        });
  }

  private static boolean goesPastRowSecurity(Handle handle) {
    return handle
        .createQuery("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
        .mapTo(Boolean.class)
        .one();
  }

  private static String makeRole(Handle handle) {
    try {
      handle.execute(CREATE);
      handle.execute(JOIN);
      handle.execute("grant usage on schema public to " + NAME);
      handle.execute(
          "grant select, insert, update, delete on all tables in schema public to " + NAME);
      return "set role " + NAME;
    } catch (UnableToExecuteStatementException e) {
      throw new StoreUnavailable(
          "The database user goes past row-level security, which keeps workspaces apart, and cannot"
              + " make the role %s for readers (%s): take BYPASSRLS from the user."
                  .formatted(NAME, e.getCause() instanceof SQLException sql ? reason(sql) : "?"),
          e);
    }
  }

  private static String reason(SQLException e) {
    return String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
  }
}
