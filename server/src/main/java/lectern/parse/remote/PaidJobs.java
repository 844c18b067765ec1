package lectern.parse.remote;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lectern.document.Sha256;
import lectern.gateway.llamaparse.ParsedPage;
import lectern.parse.remote.PaidJob.Ending;

/// Where paid jobs and their results are written down. What a method has returned from is durable.
public interface PaidJobs {

  /// The job of these bytes that has not ended, as an earlier try or run left it, be it for another
  /// document: they are paid for once.
  Optional<PaidJob> open(Sha256 sha256, String recipe);

  /// Whether the provider has failed to read these bytes.
  boolean hasFailed(Sha256 sha256, String recipe);

  /// A job is about to be created.
  void intended(PaidJob job);

  /// The provider has named a job.
  void created(UUID intent, String id);

  /// A job has ended.
  void ended(UUID intent, Ending ending);

  /// A job is completed, and these are its pages.
  void completed(PaidJob job, List<ParsedPage> pages);

  /// The pages of some bytes, in order; empty when they were never paid for.
  List<ParsedPage> result(Sha256 sha256, String recipe);

  /// A document with these bytes was deleted: their jobs and pages are forgotten, unless another
  /// document has the same bytes.
  ///
  /// @return the forgotten jobs that have not ended
  List<PaidJob> forget(Sha256 sha256);
}
