package lectern.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import javax.sql.DataSource;
import lectern.document.WorkspaceId;
import org.jdbi.v3.core.ConnectionFactory;

/// For which workspace the present thread works. Whoever answers a reader says it once, around
/// everything: {@link #in}. From then on the database itself shows no row of another workspace,
/// whatever a query forgets to ask for.
///
/// ```java
/// Tenancy.in(workspace, () -> pages.page(document, 3));
/// ```
public final class Tenancy {
  private static final ScopedValue<WorkspaceId> CURRENT = ScopedValue.newInstance();

  private Tenancy() {}

  /// Does something for one workspace. Threads that it starts do not inherit it.
  public static <T, X extends Throwable> T in(
      WorkspaceId workspace, ScopedValue.CallableOp<? extends T, X> work) throws X {
    return ScopedValue.where(CURRENT, workspace).call(work);
  }

  /// The workspace the present thread works for.
  ///
  /// @throws IllegalStateException when nobody has said; nothing is read then
  public static WorkspaceId current() {
    try {
      return CURRENT.get();
    } catch (NoSuchElementException e) {
      throw new IllegalStateException("nobody has said for which workspace this is", e);
    }
  }

  /// Connections that see the rows of the present thread's workspace, and no others.
  record Narrowed(DataSource pool) implements ConnectionFactory {
    @Override
    public Connection openConnection() throws SQLException {
      var workspace = current().toString();
      var connection = pool.getConnection();
      try (var narrow =
          connection.prepareStatement("select set_config('lectern.workspace', ?, false)")) {
        narrow.setString(1, workspace);
        narrow.execute();
        return connection;
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    }
  }
}
