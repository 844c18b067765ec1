package lectern.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lectern.access.Role;
import lectern.document.DocumentId;
import lectern.document.WorkspaceId;
import lectern.ingest.Ingest.Receipt;
import lectern.store.TestDatabase;

/// A workspace with one of everything.
///
/// @param key its admin's secret
record Neighbour(
    RunningServer server,
    WorkspaceId workspace,
    String key,
    DocumentId document,
    UUID collection,
    String keyId) {

  /// All that a workspace has, for one parameter.
  private static final List<String> ITS_ROWS =
      List.of(
          "select id, name from workspace where id = w.id",
          "select * from document where workspace_id = w.id",
          "select * from collection where workspace_id = w.id",
          "select id, name, role, secret_sha256, expires_at from api_key"
              + " where workspace_id = w.id",
          "select s.* from session s join api_key k on k.id = s.key_id where workspace_id = w.id",
          "select j.* from job j join document d on d.id = document_id where workspace_id = w.id",
          "select p.* from page p join document d on d.id = document_id where workspace_id = w.id",
          "select c.* from chunk c join document d on d.id = document_id where workspace_id = w.id",
          "select c.* from collection_document c join document d on d.id = document_id"
              + " where workspace_id = w.id");

  /// Gives a workspace a document, a collection with it, and a second key.
  static Neighbour settle(RunningServer server, WorkspaceId workspace, String key, Path file)
      throws Exception {
    var document = receive(server, workspace, file);
    var collection = UUID.randomUUID();
    try (var database = TestDatabase.connect(server.databaseUrl())) {
      insert(
          database,
          "insert into collection values (?::uuid, ?::uuid, 'plans', now())",
          collection,
          workspace);
      insert(
          database,
          "insert into collection_document values (?::uuid, ?::uuid)",
          collection,
          document);
    }
    server.key(key, Role.READER);
    var listed = server.send(server.request("/api/v1/keys", key).build());
    var keyId = RunningServer.json(listed).path("keys").path(1).path("id").asString();
    return new Neighbour(server, workspace, key, document, collection, keyId);
  }

  /// Takes a file in, and waits until it is ready.
  static DocumentId receive(RunningServer server, WorkspaceId workspace, Path file)
      throws IOException, InterruptedException {
    var name = file.getFileName().toString();
    try (var content = Files.newInputStream(file)) {
      var receipt = server.lectern.ingest().receive(workspace, name, content);
      var document = ((Receipt.Received) receipt).document().id();
      server.lectern.pipeline().wake();
      server.lectern.pipeline().await(List.of(document));
      return document;
    }
  }

  private static void insert(Connection database, String sql, Object... values)
      throws SQLException {
    try (var statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i].toString());
      }
      statement.executeUpdate();
    }
  }

  /// Everything it has, to be compared with what it has later.
  List<String> rows() throws SQLException {
    var rows = new ArrayList<String>();
    try (var database = TestDatabase.connect(server.databaseUrl())) {
      for (var query : ITS_ROWS) {
        var sql =
            "select r::text from (select ?::uuid as id) w, lateral (" + query + ") r order by 1";
        try (var statement = database.prepareStatement(sql)) {
          statement.setString(1, workspace.toString());
          var result = statement.executeQuery();
          while (result.next()) {
            rows.add(result.getString(1));
          }
        }
      }
    }
    return rows;
  }

  /// Its ids, by what stands for them in a {@link Trial}.
  Map<String, String> ids(String whose) {
    return Map.of(
        whose + "_DOCUMENT", document.toString(),
        whose + "_COLLECTION", collection.toString(),
        whose + "_KEY", keyId);
  }
}
