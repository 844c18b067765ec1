package lectern.store;

import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The role that connections for readers take on. Row-level security holds for everybody but
/// superusers and those who are allowed to go past it; when we connect as one of these, as with the
/// embedded server, readers' connections become a role that is neither.
final class TenantRole {
  private static final String NAME = "lectern_tenant";

  /// Roles belong to a server, not to a database: two databases made at once must not collide.
  private static final String CREATE =
      """
      do $$ begin
        create role %s nologin nosuperuser nobypassrls;
      exception when duplicate_object or unique_violation then null;
      end $$\
      """
          .formatted(NAME);

  private TenantRole() {}

  /// Makes the role where it is needed, and tells with which statement a connection takes it on.
  static String prepare(DataSource pool) {
    return Jdbi.create(pool)
        .withHandle(handle -> {
          if (!goesPastRowSecurity(handle)) {
            return "set lectern.workspace = ''";
          }
          handle.execute(CREATE);
          handle.execute("grant usage on schema public to " + NAME);
          handle.execute(
              "grant select, insert, update, delete on all tables in schema public to " + NAME);
          return "set role " + NAME;
        });
  }

  private static boolean goesPastRowSecurity(Handle handle) {
    return handle
        .createQuery("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
        .mapTo(Boolean.class)
        .one();
  }
}
