package lectern.parse.local;

import java.time.Duration;

/// What the worker processes may use up, all of them and on one file.
///
/// @param workers how many files are read at the same time; each has a process of its own
/// @param heapMegabytes the Java heap of one worker, in units of 2^20 bytes
/// @param pageTime how long a worker may take until the next page comes
/// @param fileTime how long a worker may take for one file; the time that the taker of the pages
///   needs is not counted
/// @param filesPerWorker after so many files a worker is replaced by a fresh one
/// @param read how much one file may unfold into
public record WorkerLimits(
    int workers,
    int heapMegabytes,
    Duration pageTime,
    Duration fileTime,
    int filesPerWorker,
    ReadLimits read) {

  public WorkerLimits {
    if (workers < 1 || heapMegabytes < 32 || filesPerWorker < 1) {
      throw new IllegalArgumentException(
          "at least 1 worker, 32 MB and 1 file, not %d, %d and %d"
              .formatted(workers, heapMegabytes, filesPerWorker));
    }
    if (!pageTime.isPositive() || !fileTime.isPositive()) {
      throw new IllegalArgumentException(
          "times must be longer than nothing, not %s and %s".formatted(pageTime, fileTime));
    }
  }

  /// A worker for each core, because reading is all computing. 512 MB read all but 2 of the 971
  /// files of the pdf.js corpus, and those 2 are attacks. A page that is recognised from a picture
  /// takes some 10 seconds, so 60 are patience enough; 10 minutes are a report of 20,000 pages at
  /// 33 pages a second. 200 files spread the start of a worker thin and keep leaks of the libraries
  /// small.
  public static WorkerLimits ofThisMachine() {
    return new WorkerLimits(
        Runtime.getRuntime().availableProcessors(),
        512,
        Duration.ofSeconds(60),
        Duration.ofMinutes(10),
        200,
        ReadLimits.DEFAULT);
  }
}
