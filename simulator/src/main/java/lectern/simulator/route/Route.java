package lectern.simulator.route;

/// An endpoint.
///
/// @param pattern a path such as `/v1/files/{id}`; a place in braces takes one segment
/// @param endpoint its name in plans and on the bill, such as `openai.files.get`
public record Route(String method, String pattern, String endpoint, Handler handler) {}
