package lectern.api;

import java.util.List;

/// How one workspace tries to get at what is another's.
///
/// @param route its label
/// @param path where THEIR_DOCUMENT and so on stand for ids of the other workspace, and
///   OUR_DOCUMENT and so on for ids of the caller's
/// @param body JSON; empty for none
record Trial(String route, String path, String body, Ending ending) {

  /// How it must end.
  enum Ending {
    /// With 404, as if it were not there.
    HIDDEN,
    /// With a refusal that is not "forbidden", which would say that it is there.
    REFUSED,
    /// However it likes, but showing nothing of theirs.
    SHOWS_NOTHING,
    /// As a stream, which has a test of its own.
    STREAM
  }

  private static final String DOCUMENT = "/api/v1/documents/THEIR_DOCUMENT";
  private static final String COLLECTION = "/api/v1/collections/THEIR_COLLECTION";
  private static final String QUESTION =
      "How high is our deductible when a flood damages the works?";

  /// At least one for each route that is not public. A public route works for no workspace, and so
  /// sees none.
  static final List<Trial> ALL =
      List.of(
          shows("GET /api/v1/documents", "?limit=200", ""),
          shows("GET /api/v1/documents", "?name=policy", ""),
          shows("GET /api/v1/documents", "?collection=THEIR_COLLECTION", ""),
          refused("POST /api/v1/documents", "?name=a.txt&collection=THEIR_COLLECTION", "some text"),
          hidden("GET /api/v1/documents/{id}", DOCUMENT, ""),
          hidden("PATCH /api/v1/documents/{id}", DOCUMENT, "{'name': 'taken', 'tags': ['ours']}"),
          new Trial(
              "PATCH /api/v1/documents/{id}",
              "/api/v1/documents/OUR_DOCUMENT",
              json("{'collections': ['THEIR_COLLECTION']}"),
              Ending.REFUSED),
          hidden("DELETE /api/v1/documents/{id}", DOCUMENT, ""),
          hidden("POST /api/v1/documents/{id}/retry", DOCUMENT + "/retry", ""),
          hidden("GET /api/v1/documents/{id}/original", DOCUMENT + "/original", ""),
          hidden("GET /api/v1/documents/{id}/pages", DOCUMENT + "/pages", ""),
          hidden("GET /api/v1/documents/{id}/pages/{number}", DOCUMENT + "/pages/1", ""),
          hidden(
              "GET /api/v1/documents/{id}/pages/{number}/image", DOCUMENT + "/pages/1/image", ""),
          new Trial("GET /api/v1/events", "/api/v1/events", "", Ending.STREAM),
          shows("POST /api/v1/search", "", question("")),
          shows("POST /api/v1/search", "", question(", 'documents': ['THEIR_DOCUMENT']")),
          shows("POST /api/v1/search", "", question(", 'collections': ['THEIR_COLLECTION']")),
          shows("POST /api/v1/ask", "", question("")),
          shows("POST /api/v1/ask", "", question(", 'documents': ['THEIR_DOCUMENT']")),
          shows("POST /api/v1/ask", "", question(", 'collections': ['THEIR_COLLECTION']")),
          shows("GET /api/v1/collections", "", ""),
          shows("POST /api/v1/collections", "", "{'name': 'plans'}"),
          hidden("GET /api/v1/collections/{id}", COLLECTION, ""),
          hidden("PATCH /api/v1/collections/{id}", COLLECTION, "{'name': 'taken'}"),
          hidden("DELETE /api/v1/collections/{id}", COLLECTION, ""),
          hidden(
              "PUT /api/v1/collections/{id}/documents/{document}",
              COLLECTION + "/documents/OUR_DOCUMENT",
              ""),
          hidden(
              "PUT /api/v1/collections/{id}/documents/{document}",
              "/api/v1/collections/OUR_COLLECTION/documents/THEIR_DOCUMENT",
              ""),
          hidden(
              "DELETE /api/v1/collections/{id}/documents/{document}",
              COLLECTION + "/documents/THEIR_DOCUMENT",
              ""),
          shows("GET /api/v1/keys", "", ""),
          shows("POST /api/v1/keys", "", "{'name': 'a reader', 'role': 'reader'}"),
          hidden("DELETE /api/v1/keys/{id}", "/api/v1/keys/THEIR_KEY", ""),
          shows("GET /api/v1/session", "", ""),
          shows("DELETE /api/v1/session", "", ""),
          shows("GET /api/v1/workspaces", "", ""),
          shows("POST /api/v1/workspaces", "", "{'name': 'one more'}"),
          shows("GET /metrics", "", ""),
          shows("GET /api/v1/calls", "", ""),
          new Trial(
              "GET /api/v1/calls/{id}", "/api/v1/calls/THEIR_DOCUMENT", "", Ending.SHOWS_NOTHING),
          shows("GET /api/v1/providers", "", ""),
          shows("POST /v1/chat/completions", "", "{'model': 'chat', 'messages': [{}]}"),
          shows("POST /v1/responses", "", "{'model': 'chat', 'input': 'hello'}"),
          shows("POST /v1/embeddings", "", "{'model': 'embed', 'input': 'hello'}"),
          shows("GET /v1/models", "", ""),
          new Trial(
              "GET /v1/models/{+model}", "/v1/models/THEIR_DOCUMENT", "", Ending.SHOWS_NOTHING));

  private static String question(String more) {
    return "{'question': '%s'%s}".formatted(QUESTION, more);
  }

  private static Trial hidden(String route, String path, String body) {
    return new Trial(route, path, json(body), Ending.HIDDEN);
  }

  private static Trial refused(String route, String query, String body) {
    return new Trial(route, address(route) + query, json(body), Ending.REFUSED);
  }

  private static Trial shows(String route, String query, String body) {
    return new Trial(route, address(route) + query, json(body), Ending.SHOWS_NOTHING);
  }

  private static String address(String route) {
    return route.substring(route.indexOf(' ') + 1);
  }

  private static String json(String body) {
    return body.replace('\'', '"');
  }

  String method() {
    return route.substring(0, route.indexOf(' '));
  }
}
