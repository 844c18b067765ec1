package lectern.pipeline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lectern.document.Document;
import lectern.document.DocumentId;
import lectern.document.Failure;
import lectern.document.JobState;
import lectern.ingest.JobQueue;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The table that says where each document is. Every change of state goes through here.
///
/// One process works on one database (it holds a lock there), so a job is claimed by being in the
/// claimer's memory. Leases and fencing, for several processes, belong into {@link #claimable} and
/// {@link #move}.
public final class Jobs implements JobQueue {
  private final Jdbi jdbi;
  private final Clock clock;

  public Jobs(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /// A document on its way.
  record Job(DocumentId document, JobState state) {}

  @Override
  public void create(Handle transaction, DocumentId document) {
    transaction
        .createUpdate(
            "insert into job (document_id, state, changed_at) values (:id, 'received', :now)")
        .bind("id", document.value())
        .bind("now", now())
        .execute();
  }

  @Override
  public boolean restart(DocumentId document) {
    return jdbi.inTransaction(handle -> {
      int restarted =
          handle
              .createUpdate(
                  "update job set state = 'received', changed_at = :now, failed_stage = null,"
                      + " failure_reason = null, failure_message = null"
                      + " where document_id = :id and (state = 'failed' or (state = 'ready'"
                      + " and (exists (select from page where document_id = :id"
                      + " and origin = 'PICTURE') or exists (select from document"
                      + " where id = :id and parse_fallback is not null))))")
              .bind("id", document.value())
              .bind("now", now())
              .execute();
      if (restarted == 1) {
        dropWork(handle, document);
      }
      return restarted == 1;
    });
  }

  /// The oldest unfinished job that is due and not among those that are taken.
  Optional<Job> claimable(Collection<DocumentId> taken) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select document_id, coalesce(resume_state, state) as state from job"
                    + " where state not in ('ready', 'failed', 'cancelled')"
                    + " and (state <> 'waiting' or wait_until <= :now)"
                    + " and document_id <> all(:taken) order by document_id limit 1")
            .bind("now", now())
            .bind("taken", taken.stream().map(DocumentId::value).toArray(UUID[]::new))
            .map((row, _) ->
                new Job(
                    new DocumentId(row.getObject("document_id", UUID.class)),
                    JobState.of(row.getString("state"))))
            .findOne());
  }

  /// Commits the next state together with what else the transaction holds.
  void move(Handle transaction, DocumentId document, JobState to) {
    transaction
        .createUpdate(
            "update job set state = :to, changed_at = :now, wait_reason = null, wait_until = null,"
                + " resume_state = null where document_id = :id")
        .bind("to", to.word())
        .bind("now", now())
        .bind("id", document.value())
        .execute();
  }

  void move(DocumentId document, JobState to) {
    jdbi.useTransaction(handle -> move(handle, document, to));
  }

  /// Calls a document ready, unless it has been renamed since it was put into the index. Its row is
  /// locked before it is read: whoever renames it either was before us, and we see the new name, or
  /// finds it ready.
  boolean readyUnderItsName(Document indexed) {
    return jdbi.inTransaction(handle -> {
      var name =
          handle
              .createQuery("select name from document where id = :id for share")
              .bind("id", indexed.id().value())
              .mapTo(String.class)
              .one();
      boolean isSame = Document.plainName(name).equals(indexed.name());
      if (isSame) {
        move(handle, indexed.id(), JobState.READY);
      }
      return isSame;
    });
  }

  /// Has a renamed document indexed again. It is found under its old name until it is found under
  /// the new one.
  void renamed(Handle transaction, DocumentId document) {
    touch(transaction, document);
    transaction
        .createUpdate(
            "update job set state = 'indexing' where document_id = :id and state = 'ready'")
        .bind("id", document.value())
        .execute();
  }

  /// Notes that something about a document has changed.
  void touch(Handle transaction, DocumentId document) {
    transaction
        .createUpdate("update job set changed_at = :now where document_id = :id")
        .bind("now", now())
        .bind("id", document.value())
        .execute();
  }

  /// Puts a job aside until a time; it goes on from the state it has now.
  void waitUntil(Job job, String reason, Instant until) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                "update job set state = 'waiting', changed_at = :now, wait_reason = :reason,"
                    + " wait_until = :until, resume_state = :resume where document_id = :id")
            .bind("now", now())
            .bind("reason", reason)
            .bind("until", until.atOffset(ZoneOffset.UTC))
            .bind("resume", job.state().word())
            .bind("id", job.document().value())
            .execute());
  }

  /// Ends a job that will not become ready, and drops its half-made pages.
  void fail(DocumentId document, String stage, Failure failure) {
    jdbi.useTransaction(handle -> {
      dropWork(handle, document);
      handle
          .createUpdate(
              "update job set state = 'failed', changed_at = :now, failed_stage = :stage,"
                  + " failure_reason = :reason, failure_message = :message, wait_reason = null,"
                  + " wait_until = null, resume_state = null where document_id = :id")
          .bind("now", now())
          .bind("stage", stage)
          .bind("reason", failure.reason().name())
          .bind("message", failure.message())
          .bind("id", document.value())
          .execute();
    });
  }

  private static void dropWork(Handle transaction, DocumentId document) {
    transaction.execute("delete from page where document_id = ?", document.value());
    transaction.execute("delete from stage_time where document_id = ?", document.value());
  }

  /// Adds to the time a document spent in a stage; a stage that a crash cut short is added to.
  void spent(DocumentId document, String stage, Duration time) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                "insert into stage_time values (:id, :stage, :millis) on conflict"
                    + " (document_id, stage) do update set millis = stage_time.millis + :millis")
            .bind("id", document.value())
            .bind("stage", stage)
            .bind("millis", time.toMillis())
            .execute());
  }

  /// How many of these documents are still on their way.
  int unfinished(Collection<DocumentId> documents) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select count(*) from job where document_id = any(:ids)"
                    + " and state not in ('ready', 'failed', 'cancelled')")
            .bind("ids", documents.stream().map(DocumentId::value).toArray(UUID[]::new))
            .mapTo(Integer.class)
            .one());
  }

  /// All documents still on their way, oldest first.
  List<DocumentId> unfinished() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select document_id from job where state not in ('ready', 'failed', 'cancelled')"
                    + " order by document_id")
            .map((row, _) -> id(row))
            .list());
  }

  private static DocumentId id(ResultSet row) throws SQLException {
    return new DocumentId(row.getObject("document_id", UUID.class));
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
