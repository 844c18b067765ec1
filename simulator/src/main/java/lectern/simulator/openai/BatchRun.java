package lectern.simulator.openai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Fault.Fate;
import lectern.simulator.route.World;

/// Takes a batch from one state to the next, in the simulator's time, to the end that its fate
/// allows. Its steps may be called by any thread; a step whose time has gone does nothing.
///
/// Lines are tried in an order of their own. So what a batch leaves behind is not in the order of
/// its file, and half a batch is any half of it.
final class BatchRun {
  private final Around around;
  private final Batch batch;
  private final Fate fate;
  private final BatchResults results;
  private final BatchTrial trial;
  private final List<BatchLine> untried = new ArrayList<>();
  private Runnable leaveQueue = () -> {};
  private int total;

  /// What all batches share.
  ///
  /// @param services by the path of the endpoint
  /// @param told hears of each batch that has come to its end
  record Around(
      World world,
      FileStore store,
      Map<String, Service> services,
      BatchQueue queue,
      Consumer<Batch> told) {}

  BatchRun(Around around, Batch batch) {
    this.around = around;
    this.batch = batch;
    var order = batch.order();
    this.fate =
        order.call().effects().first(Fault.Job.class).map(Fault.Job::fate).orElse(new Fate.Slow(1));
    this.results = new BatchResults(around.store(), order, around.world().folder());
    var service = around.services().get(order.endpoint());
    if (service == null) {
      throw new IllegalArgumentException("no batches for " + order.endpoint());
    }
    this.trial = new BatchTrial(around.world(), service, batch);
  }

  Batch batch() {
    return batch;
  }

  /// Sets it going.
  void begin() {
    if (fate instanceof Fate.StuckPending) {
      return;
    }
    next(step(), this::validate);
    around.world().timeline().at(batch.expiresAt(), this::expire);
  }

  private Instant now() {
    return around.world().timeline().now();
  }

  private Duration step() {
    return slowed(around.world().plan().jobs().batchStep());
  }

  private Duration slowed(Duration usual) {
    return fate instanceof Fate.Slow(double factor)
        ? Duration.ofNanos((long) (usual.toNanos() * factor))
        : usual;
  }

  private void next(Duration wait, Runnable action) {
    around.world().timeline().at(now().plus(wait), action);
  }

  private synchronized void validate() {
    if (batch.status() != Batch.Status.VALIDATING) {
      return;
    }
    if (fate instanceof Fate.Fails(String code)) {
      fail(List.of(BatchProblem.ofAll(code, "The batch failed: " + code + ".")));
      return;
    }
    switch (read()) {
      case BatchFile.Reading.Bad(var problems) -> fail(problems);
      case BatchFile.Reading.Good good -> enter(good);
    }
  }

  private BatchFile.Reading read() {
    var order = batch.order();
    var file = around.store().find(order.inputFile());
    if (file.isEmpty()) {
      return new BatchFile.Reading.Bad(
          List.of(BatchProblem.ofAll("invalid_file", "The input file no longer exists.")));
    }
    try {
      return BatchFile.read(file.get().content(), order.endpoint());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fail(List<BatchProblem> problems) {
    batch.fail(problems, now());
    around.told().accept(batch);
  }

  private void enter(BatchFile.Reading.Good good) {
    var model = good.model();
    if (!around.queue().enter(batch, model, good.tokens())) {
      fail(List.of(queueIsFull(model)));
      return;
    }
    leaveQueue = () -> around.queue().leave(batch, model, good.tokens());
    untried.addAll(good.lines());
    shuffle();
    total = untried.size();
    batch.begin(model.snapshot(), total, now());
    if (!(fate instanceof Fate.StuckRunning)) {
      next(slowed(perLine()), this::tryNext);
    }
  }

  private BatchProblem queueIsFull(Model model) {
    var call = batch.order().call();
    var message =
        ("Enqueued token limit reached for %s in organization %s. Limit: %,d enqueued tokens."
                + " Please try again once some in_progress batches have been completed.")
            .formatted(
                model.family(),
                Organization.of(call.request(), call.account().masked()).id(),
                around.queue().limit(batch, model));
    return BatchProblem.ofAll("token_limit_exceeded", message);
  }

  private Duration perLine() {
    return around.world().plan().jobs().perBatchLine();
  }

  private void shuffle() {
    var dice = around.world().seed().dice("batch order", batch.id());
    for (var i = untried.size() - 1; i > 0; i--) {
      untried.set(i, untried.set(dice.below(i + 1), untried.get(i)));
    }
  }

  private synchronized void tryNext() {
    if (batch.status() != Batch.Status.IN_PROGRESS) {
      return;
    }
    if (batch.tried() >= total / 2 && fate instanceof Fate.Cancelled) {
      cancel();
      return;
    }
    if (batch.tried() >= total / 2 && fate instanceof Fate.Expires) {
      return; // the alarm that expires it is set
    }
    try {
      results.add(trial.of(untried.removeLast()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (untried.isEmpty()) {
      finish(Batch.Status.COMPLETED);
    } else {
      next(slowed(perLine()), this::tryNext);
    }
  }

  private void finish(Batch.Status end) {
    batch.reach(Batch.Status.FINALIZING, now());
    next(step(), () -> end(end));
  }

  /// The window has closed: what was not tried is told to have expired, and the rest is delivered.
  private synchronized void expire() {
    var status = batch.status();
    if (fate instanceof Fate.StuckRunning
        || (status != Batch.Status.VALIDATING && status != Batch.Status.IN_PROGRESS)) {
      return;
    }
    giveUp(
        "batch_expired",
        "This request could not be executed before the completion window expired.");
    finish(Batch.Status.EXPIRED);
  }

  /// Cancels it, if it is still going; what was tried is delivered in a moment.
  synchronized void cancel() {
    var status = batch.status();
    if (status != Batch.Status.VALIDATING && status != Batch.Status.IN_PROGRESS) {
      return;
    }
    batch.reach(Batch.Status.CANCELLING, now());
    next(
        step(),
        () -> {
          giveUp(
              "batch_cancelled", "This request was not executed because the batch was cancelled.");
          end(Batch.Status.CANCELLED);
        });
  }

  private synchronized void giveUp(String code, String message) {
    try {
      for (var line : untried.reversed()) {
        results.addUntried(trial.id(line), line.customId(), code, message);
      }
      untried.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void end(Batch.Status end) {
    try {
      results.deliverTo(batch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    leaveQueue.run();
    batch.reach(end, now());
    around.told().accept(batch);
  }
}
