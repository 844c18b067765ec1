package lectern.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import lectern.document.DocumentId;
import lectern.document.Sha256;
import lectern.document.WorkspaceId;
import lectern.gateway.Target;
import lectern.gateway.llamaparse.ParsedPage;
import lectern.parse.remote.PaidJob;
import lectern.parse.remote.PaidJob.Ending;
import lectern.parse.remote.PaidJobs;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Keeps paid jobs and their results in the database.
public final class PaidParses implements PaidJobs {
  private static final String OPEN =
      "select * from paid_parse where sha256 = :sha256 and ended is null ";

  private static final String NOBODY_HAS =
      " where sha256 = :sha256 and not exists (select from document where sha256 = :sha256)";

  private final Jdbi jdbi;

  public PaidParses(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Optional<PaidJob> open(Sha256 sha256, String recipe) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(OPEN + "and recipe = :recipe order by created_at desc limit 1")
            .bind("sha256", sha256.hex())
            .bind("recipe", recipe)
            .map((row, _) -> job(row))
            .findOne());
  }

  @Override
  public boolean hasFailed(Sha256 sha256, String recipe) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select exists (select from paid_parse where sha256 = :sha256"
                    + " and recipe = :recipe and ended = 'failed')")
            .bind("sha256", sha256.hex())
            .bind("recipe", recipe)
            .mapTo(Boolean.class)
            .one());
  }

  @Override
  public void intended(PaidJob job) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                "insert into paid_parse (intent, document_id, workspace_id, sha256, provider, tier,"
                    + " recipe, created_at) values (:intent, :document, :workspace, :sha256,"
                    + " :provider, :tier, :recipe, :created)")
            .bind("intent", job.intent())
            .bind("document", job.document().value())
            .bind("workspace", job.workspace().value())
            .bind("sha256", job.sha256().hex())
            .bind("provider", job.target().provider())
            .bind("tier", job.target().model())
            .bind("recipe", job.recipe())
            .bind("created", OffsetDateTime.ofInstant(job.createdAt(), ZoneOffset.UTC))
            .execute());
  }

  @Override
  public void created(UUID intent, String id) {
    jdbi.useHandle(
        handle -> handle.execute("update paid_parse set job_id = ? where intent = ?", id, intent));
  }

  @Override
  public void ended(UUID intent, Ending ending) {
    jdbi.useHandle(handle -> ended(handle, intent, ending));
  }

  private static void ended(Handle handle, UUID intent, Ending ending) {
    handle.execute(
        "update paid_parse set ended = ? where intent = ?",
        ending.name().toLowerCase(Locale.ROOT),
        intent);
  }

  @Override
  public void completed(PaidJob job, List<ParsedPage> pages) {
    jdbi.useTransaction(handle -> {
      ended(handle, job.intent(), Ending.COMPLETED);
      var insert =
          handle.prepareBatch(
              "insert into parse_result (sha256, recipe, number, markdown)"
                  + " values (:sha256, :recipe, :number, :markdown)"
                  + " on conflict (sha256, recipe, number) do update"
                  + " set markdown = excluded.markdown");
      for (var page : pages) {
        insert
            .bind("sha256", job.sha256().hex())
            .bind("recipe", job.recipe())
            .bind("number", page.number())
            .bind("markdown", page.markdown().map(PaidParses::storable).orElse(null))
            .add();
      }
      insert.execute();
    });
  }

  /// PostgreSQL keeps no text with the character 0.
  private static String storable(String markdown) {
    return markdown.replace('\0', ' ');
  }

  @Override
  public List<ParsedPage> result(Sha256 sha256, String recipe) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select number, markdown from parse_result"
                    + " where sha256 = :sha256 and recipe = :recipe order by number")
            .bind("sha256", sha256.hex())
            .bind("recipe", recipe)
            .map((row, _) ->
                new ParsedPage(
                    row.getInt("number"), Optional.ofNullable(row.getString("markdown"))))
            .list());
  }

  @Override
  public List<PaidJob> forget(Sha256 sha256) {
    return jdbi.inTransaction(handle -> {
      var gone =
          handle
              .createQuery(
                  "with gone as (delete from paid_parse"
                      + NOBODY_HAS
                      + " returning *)"
                      + " select * from gone where ended is null")
              .bind("sha256", sha256.hex())
              .map((row, _) -> job(row))
              .list();
      handle
          .createUpdate("delete from parse_result" + NOBODY_HAS)
          .bind("sha256", sha256.hex())
          .execute();
      return gone;
    });
  }

  private static PaidJob job(ResultSet row) throws SQLException {
    return new PaidJob(
        row.getObject("intent", UUID.class),
        new DocumentId(row.getObject("document_id", UUID.class)),
        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
        new Sha256(row.getString("sha256")),
        new Target(row.getString("provider"), row.getString("tier")),
        row.getString("recipe"),
        Optional.ofNullable(row.getString("job_id")),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
