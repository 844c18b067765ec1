package lectern.simulator.serve;

import lectern.simulator.http.Fields;

/// What is known of a request before its body is read.
///
/// @param query what stands between `?` and the end, as sent; empty if there is none
record Head(String method, String path, String query, Fields headers) {
  /// The first header of that name, or empty.
  String header(String name) {
    return headers.first(name).orElse("");
  }
}
