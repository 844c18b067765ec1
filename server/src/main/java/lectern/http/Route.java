package lectern.http;

import java.util.List;
import java.util.OptionalLong;

/// Something that can be asked over HTTP. A test holds `openapi.yaml` to all of them.
///
/// @param method `GET` (which answers `HEAD`, too), `POST`, `PUT`, `PATCH` or `DELETE`
/// @param path as in OpenAPI: `/api/v1/documents/{id}`; `{+rest}` takes several segments
/// @param parameters names of the query parameters it understands; others are refused
/// @param maxBodyBytes of a body that is no upload; empty for the server's usual limit
public record Route(
    String method,
    String path,
    Permission permission,
    List<String> parameters,
    OptionalLong maxBodyBytes,
    Handler handler) {

  public Route {
    parameters = List.copyOf(parameters);
  }

  public static Route get(String path, Permission permission, Handler handler) {
    return new Route("GET", path, permission, List.of(), OptionalLong.empty(), handler);
  }

  public static Route post(String path, Permission permission, Handler handler) {
    return new Route("POST", path, permission, List.of(), OptionalLong.empty(), handler);
  }

  public static Route put(String path, Permission permission, Handler handler) {
    return new Route("PUT", path, permission, List.of(), OptionalLong.empty(), handler);
  }

  public static Route patch(String path, Permission permission, Handler handler) {
    return new Route("PATCH", path, permission, List.of(), OptionalLong.empty(), handler);
  }

  public static Route delete(String path, Permission permission, Handler handler) {
    return new Route("DELETE", path, permission, List.of(), OptionalLong.empty(), handler);
  }

  /// The same, understanding these query parameters.
  public Route taking(String... names) {
    return new Route(method, path, permission, List.of(names), maxBodyBytes, handler);
  }

  /// The same, with a limit of its own on bodies.
  public Route upTo(long bytes) {
    return new Route(method, path, permission, parameters, OptionalLong.of(bytes), handler);
  }

  /// What it is called in logs and metrics: never with the values of a request.
  public String label() {
    return method + " " + path;
  }
}
