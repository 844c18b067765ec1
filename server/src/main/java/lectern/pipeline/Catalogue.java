package lectern.pipeline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import lectern.document.Document;
import lectern.document.DocumentId;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.document.Format;
import lectern.document.JobState;
import lectern.document.Sha256;
import lectern.document.WorkspaceId;
import lectern.pipeline.DocumentStatus.Failed;
import lectern.pipeline.DocumentStatus.Waiting;
import lectern.store.Documents;
import lectern.store.Tenancy;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/// Lists documents with where they are on their way.
public final class Catalogue {
  /// Documents listed at once.
  public static final int MOST_LISTED = 10_000;

  /// What {@link #STATUS} reads, of a `document d` and its `job j`.
  public static final String COLUMNS =
      "d.*, j.*,"
          + " (select count(*) from page p where p.document_id = d.id and p.origin = 'PICTURE')"
          + " as unread_pictures,"
          + " array(select stage || ':' || millis from stage_time s where s.document_id = d.id"
          + " order by array_position(array['parse', 'chunk', 'embed', 'index'], stage))"
          + " as stage_times";

  /// Reads a row of {@link #COLUMNS}.
  public static final RowMapper<DocumentStatus> STATUS = (row, _) -> status(row);

  private static final String SELECT =
      "select "
          + COLUMNS
          + " from document d join job j on j.document_id = d.id"
          + " where d.workspace_id = :workspace ";

  private final Jdbi jdbi;

  public Catalogue(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// The documents of a workspace, oldest first, at most {@link #MOST_LISTED}.
  public List<DocumentStatus> list(WorkspaceId workspace) {
    return Tenancy.in(
        workspace,
        () ->
            jdbi.withHandle(handle ->
                handle
                    .createQuery(SELECT + "order by d.id limit :most")
                    .bind("workspace", workspace.value())
                    .bind("most", MOST_LISTED)
                    .map(STATUS)
                    .list()));
  }

  /// One document; empty when the workspace has none of this id.
  public Optional<DocumentStatus> status(WorkspaceId workspace, DocumentId document) {
    return Tenancy.in(
        workspace,
        () ->
            jdbi.withHandle(handle ->
                handle
                    .createQuery(SELECT + "and d.id = :id")
                    .bind("workspace", workspace.value())
                    .bind("id", document.value())
                    .map(STATUS)
                    .findOne()));
  }

  private static DocumentStatus status(ResultSet row) throws SQLException {
    var pages = row.getObject("page_count", Integer.class);
    return new DocumentStatus(
        new Document(
            new DocumentId(row.getObject("id", UUID.class)),
            new WorkspaceId(row.getObject("workspace_id", UUID.class)),
            new Sha256(row.getString("sha256")),
            row.getString("name"),
            row.getLong("size_bytes"),
            row.getObject("received_at", OffsetDateTime.class).toInstant()),
        JobState.of(row.getString("state")),
        Optional.ofNullable(row.getString("format")).map(Format::valueOf),
        pages == null ? OptionalInt.empty() : OptionalInt.of(pages),
        row.getInt("unread_pictures"),
        row.getString("parsed_by") == null ? Optional.empty() : Optional.of(Documents.readBy(row)),
        waiting(row),
        failed(row),
        stageTimes((String[]) row.getArray("stage_times").getArray()));
  }

  private static Optional<Waiting> waiting(ResultSet row) throws SQLException {
    var until = row.getObject("wait_until", OffsetDateTime.class);
    return until == null
        ? Optional.empty()
        : Optional.of(new Waiting(row.getString("wait_reason"), until.toInstant()));
  }

  private static Optional<Failed> failed(ResultSet row) throws SQLException {
    var reason = row.getString("failure_reason");
    return reason == null
        ? Optional.empty()
        : Optional.of(
            new Failed(
                row.getString("failed_stage"),
                new Failure(Reason.valueOf(reason), row.getString("failure_message"))));
  }

  private static Map<String, Duration> stageTimes(String[] written) {
    var times = new LinkedHashMap<String, Duration>();
    for (var entry : written) {
      int colon = entry.indexOf(':');
      times.put(
          entry.substring(0, colon), Duration.ofMillis(Long.parseLong(entry.substring(colon + 1))));
    }
    return times;
  }
}
