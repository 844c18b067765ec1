package lectern.access;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lectern.access.Keys.Created;
import lectern.access.Keys.NewKey;
import lectern.document.WorkspaceId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The workspaces themselves, for the operator, who sees their names and nothing in them.
public final class Workspaces {
  /// They are listed all at once.
  public static final int MOST = 1_000;

  private final Jdbi jdbi;
  private final Keys keys;

  /// @param jdbi sees all workspaces
  public Workspaces(Jdbi jdbi, Keys keys) {
    this.jdbi = jdbi;
    this.keys = keys;
  }

  public record Workspace(WorkspaceId id, String name) {}

  /// How making a workspace went.
  public sealed interface Making {
    /// It is there.
    ///
    /// @param firstKey its first admin's
    record Made(Workspace workspace, Created firstKey) implements Making {}

    record NameTaken() implements Making {}

    /// There are {@link #MOST}.
    record Full() implements Making {}
  }

  /// Makes a workspace and the first admin key of it.
  ///
  /// @param name 1 to 100 characters
  public Making make(String name) {
    var workspace = new Workspace(new WorkspaceId(UuidCreator.getTimeOrderedEpoch()), name);
    return jdbi.inTransaction(handle -> {
      handle.execute("lock table workspace in share row exclusive mode");
      if (count(handle) >= MOST) {
        return new Making.Full();
      }
      int made =
          handle.execute(
              "insert into workspace values (?, ?) on conflict (name) do nothing",
              workspace.id().value(),
              name);
      if (made == 0) {
        return new Making.NameTaken();
      }
      var first = new NewKey(workspace.id(), "first admin", Role.ADMIN, Optional.empty());
      return new Making.Made(workspace, keys.insert(handle, first));
    });
  }

  private static int count(Handle handle) {
    return handle.createQuery("select count(*) from workspace").mapTo(Integer.class).one();
  }

  /// All workspaces, oldest first.
  public List<Workspace> list() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select id, name from workspace order by id")
            .map((row, _) ->
                new Workspace(
                    new WorkspaceId(row.getObject("id", UUID.class)), row.getString("name")))
            .list());
  }

  public Workspace workspace(WorkspaceId id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select name from workspace where id = :id")
            .bind("id", id.value())
            .mapTo(String.class)
            .map(name -> new Workspace(id, name))
            .one());
  }
}
