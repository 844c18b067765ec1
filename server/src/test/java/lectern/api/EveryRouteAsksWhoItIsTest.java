package lectern.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import lectern.access.Role;
import lectern.http.Permission;
import lectern.http.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every route, tried by every role and by nobody.
class EveryRouteAsksWhoItIsTest {
  /// In the order of what they may do.
  private static final Map<Permission, String> KEYS = new LinkedHashMap<>();

  @TempDir private static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.in(folder);
    var tenant = server.workspace("tenant");
    KEYS.put(Permission.READER, server.key(tenant.adminKey(), Role.READER));
    KEYS.put(Permission.EDITOR, server.key(tenant.adminKey(), Role.EDITOR));
    KEYS.put(Permission.ADMIN, tenant.adminKey());
    KEYS.put(Permission.OPERATOR, server.adminKey);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> a_route_is_for_whom_its_permission_says() {
    return server.lectern.routes().stream()
        .map(route -> dynamicTest(route.label(), () -> tryWithEveryKey(route)));
  }

  private static void tryWithEveryKey(Route route) throws Exception {
    var needed = route.permission();
    assertThat(status(route, request(route)))
        .as("without a key")
        .satisfies(status -> {
          if (needed != Permission.PUBLIC) {
            assertThat(status).isEqualTo(401);
          } else {
            assertThat(status).isNotEqualTo(403).isNotEqualTo(500);
          }
        });
    for (var key : KEYS.entrySet()) {
      var isEnough = key.getKey().compareTo(needed) >= 0;
      var request = request(route).header("Authorization", "Bearer " + key.getValue());
      assertThat(status(route, request))
          .as(key.getKey().name())
          .satisfies(status -> {
            if (isEnough) {
              assertThat(status).isNotIn(403, 500);
            } else {
              assertThat(status).isEqualTo(403);
            }
          });
    }
  }

  @Test
  void an_operators_reader_is_no_operator() throws Exception {
    for (var role : Role.values()) {
      var key = server.key(server.adminKey, role);

      var response = server.send(server.request("/api/v1/workspaces", key).build());

      assertThat(response.statusCode()).isEqualTo(role == Role.ADMIN ? 200 : 403);
    }
  }

  /// Harmless: about things that are not there, and with a body that says nothing.
  private static HttpRequest.Builder request(Route route) {
    var path = route.path().replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
    var request = HttpRequest.newBuilder(server.uri(path));
    return route.method().equals("GET")
        ? request
        : request
            .header("Content-Type", "application/json")
            .method(route.method(), BodyPublishers.ofString("{}"));
  }

  private static int status(Route route, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var response = server.open(request.build());
    try (var _ = response.body()) { // an event stream would have no end
      assertThat(response.statusCode()).as(route.label()).isGreaterThanOrEqualTo(200);
      return response.statusCode();
    }
  }
}
