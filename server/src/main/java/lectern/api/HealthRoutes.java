package lectern.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.http.Bytes;
import lectern.http.Call;
import lectern.http.Permission;
import lectern.http.Reply;
import lectern.http.Route;
import lectern.monitor.Health;
import lectern.monitor.Metrics;
import org.jspecify.annotations.Nullable;

/// Routes for whether the server is well, its version, and metrics.
final class HealthRoutes {
  /// As Prometheus names its text format.
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Health health;
  private final Metrics metrics;

  HealthRoutes(Api.Parts parts) {
    this.health = parts.health();
    this.metrics = parts.metrics();
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/v1/health/live", Permission.PUBLIC, _ -> Reply.ok(Map.of("status", "live"))),
        Route.get("/api/v1/health/ready", Permission.PUBLIC, this::ready),
        Route.get("/api/v1/version", Permission.PUBLIC, _ -> Reply.ok(VersionShape.HERE)),
        Route.get("/metrics", Permission.OPERATOR, this::metrics));
  }

  record CheckShape(String name, boolean ok, @Nullable String reason) {}

  record ReadyShape(String status, List<CheckShape> checks) {}

  record VersionShape(String name, String version, String api) {
    /// Run from its classes, as tests do, Lectern has no version.
    static final VersionShape HERE =
        new VersionShape(
            "Lectern",
            Optional.ofNullable(Api.class.getPackage().getImplementationVersion())
                .orElse("development"),
            "v1");
  }

  private Reply ready(Call call) throws InterruptedException {
    var checks =
        health.checks().stream()
            .map(it -> new CheckShape(it.name(), it.isOk(), it.trouble().orElse(null)))
            .toList();
    boolean isReady = checks.stream().allMatch(CheckShape::ok);
    var shape = new ReadyShape(isReady ? "ready" : "not_ready", checks);
    return new Reply.Json(isReady ? 200 : 503, shape, Map.of());
  }

  private Reply metrics(Call call) {
    return new Reply.Content(200, PROMETHEUS, Bytes.of(metrics.text()), Map.of());
  }
}
