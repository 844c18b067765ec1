package lectern.api;

import java.util.List;
import java.util.Map;
import lectern.access.Workspaces;
import lectern.access.Workspaces.Making;
import lectern.access.Workspaces.Workspace;
import lectern.http.Call;
import lectern.http.Permission;
import lectern.http.Problem;
import lectern.http.ProblemType;
import lectern.http.Reply;
import lectern.http.Route;
import org.jspecify.annotations.Nullable;

/// Routes for workspaces, for the operator, who sees that they are there and nothing in them.
final class WorkspaceRoutes {
  private static final String PATH = "/api/v1/workspaces";

  private final Workspaces workspaces;

  WorkspaceRoutes(Api.Parts parts) {
    this.workspaces = parts.workspaces();
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, Permission.OPERATOR, this::list),
        Route.post(PATH, Permission.OPERATOR, this::make));
  }

  /// A workspace as the API shows it.
  record Shape(String id, String name) {
    static Shape of(Workspace workspace) {
      return new Shape(workspace.id().toString(), workspace.name());
    }
  }

  private Reply list(Call call) {
    return Reply.ok(Map.of("workspaces", workspaces.list().stream().map(Shape::of).toList()));
  }

  /// What a workspace is asked for with.
  record Asked(@Nullable String name) {}

  /// A workspace that was just made, with the secret of its first admin's key.
  record Made(Shape workspace, KeyShape key, String secret) {}

  private Reply make(Call call) {
    return switch (workspaces.make(VisibleName.of(call.json(Asked.class).name()).text())) {
      case Making.Made(var workspace, var first) ->
          new Reply.Json(
              201,
              new Made(
                  Shape.of(workspace),
                  KeyShape.of(first.key(), call.caller()),
                  first.secret().text()),
              Map.of());
      case Making.NameTaken _ ->
          throw new Problem(ProblemType.CONFLICT, "There is a workspace of this name already.");
      case Making.Full _ ->
          throw new Problem(
              ProblemType.CONFLICT,
              "There are %,d workspaces, which is the limit.".formatted(Workspaces.MOST));
    };
  }
}
