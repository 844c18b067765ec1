package lectern.simulator.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the endpoint for a method and a path. Immutable.
public final class Router {
  private final List<Vendor> vendors;
  private final Map<String, Found> exact = new HashMap<>();
  private final Map<String, Vendor> exactPaths = new HashMap<>();
  private final List<Patterned> patterned = new ArrayList<>();

  /// What was found.
  public sealed interface Finding {
    /// The vendor whose path it is, or would be.
    Vendor vendor();
  }

  /// An endpoint, and what stands in the places of its pattern.
  public record Found(Vendor vendor, Route route, Map<String, String> path) implements Finding {}

  /// No endpoint.
  public record Nothing(Vendor vendor) implements Finding {}

  /// A path that is known, but not with this method.
  public record NotAllowed(Vendor vendor) implements Finding {}

  private record Patterned(Vendor vendor, Route route, List<String> segments) {}

  /// @param vendors the last of them owns what no other does
  public Router(List<Vendor> vendors) {
    this.vendors = List.copyOf(vendors);
    for (var vendor : vendors) {
      for (var route : vendor.routes()) {
        add(vendor, route);
      }
    }
  }

  private void add(Vendor vendor, Route route) {
    if (route.pattern().contains("{")) {
      patterned.add(new Patterned(vendor, route, segments(route.pattern())));
    } else {
      exact.put(route.method() + " " + route.pattern(), new Found(vendor, route, Map.of()));
      exactPaths.put(route.pattern(), vendor);
    }
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  /// The endpoint for the path; a fixed path is preferred to a pattern.
  public Finding find(String method, String path) {
    var found = exact.get(method + " " + path);
    return found != null ? found : findPatterned(method, path);
  }

  private Finding findPatterned(String method, String path) {
    var segments = segments(path);
    for (var candidate : patterned) {
      if (candidate.route().method().equals(method) && fits(candidate.segments(), segments)) {
        return new Found(
            candidate.vendor(), candidate.route(), places(candidate.segments(), segments));
      }
    }
    return notAllowed(path, segments).orElseGet(() -> new Nothing(owner(path)));
  }

  private Optional<Finding> notAllowed(String path, List<String> segments) {
    return Optional.ofNullable(exactPaths.get(path))
        .or(() ->
            patterned.stream()
                .filter(candidate -> fits(candidate.segments(), segments))
                .map(Patterned::vendor)
                .findFirst())
        .map(NotAllowed::new);
  }

  private static boolean fits(List<String> pattern, List<String> path) {
    if (pattern.size() != path.size()) {
      return false;
    }
    for (var i = 0; i < pattern.size(); i++) {
      if (!isPlace(pattern.get(i)) && !pattern.get(i).equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> places(List<String> pattern, List<String> path) {
    var places = new HashMap<String, String>();
    for (var i = 0; i < pattern.size(); i++) {
      if (isPlace(pattern.get(i))) {
        places.put(pattern.get(i).substring(1, pattern.get(i).length() - 1), path.get(i));
      }
    }
    return Map.copyOf(places);
  }

  private static boolean isPlace(String segment) {
    return segment.startsWith("{");
  }

  private Vendor owner(String path) {
    return vendors.stream()
        .filter(vendor -> vendor.owns(path))
        .findFirst()
        .orElse(vendors.getLast());
  }
}
