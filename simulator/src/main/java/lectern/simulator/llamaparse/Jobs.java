package lectern.simulator.llamaparse;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import lectern.simulator.fault.Plan;
import lectern.simulator.llamaparse.Job.State;
import lectern.simulator.route.World;

/// All jobs, and their way through time: PENDING until there is room to run, RUNNING, and an end.
/// Any number of threads may use it.
final class Jobs {
  /// "Concurrent jobs" hold by project; a plan without limits has room for as many as can be.
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  // how many jobs are kept, and how many characters of results
  private static final Shelf.Room ROOM = new Shelf.Room(10_000, 128_000_000);

  private final World world;
  private final Consumer<Job> news;
  private final Shelf<Job> jobs;
  private final Map<String, Line> lines = new HashMap<>();

  /// The jobs of a project that run, and those that wait to.
  private record Line(Deque<String> waiting, Set<String> running) {
    static Line empty() {
      return new Line(new ArrayDeque<>(), new HashSet<>());
    }
  }

  /// @param news is told of each state a job comes to, its first included
  Jobs(World world, Consumer<Job> news) {
    this.world = world;
    this.news = news;
    this.jobs = new Shelf<>(world.timeline(), ROOM, this::leave);
  }

  /// Takes in a new job.
  synchronized void accept(Job job) {
    jobs.put(job.id(), job, job.chars());
    news.accept(job);
    var created = job.times().created();
    job.course().pending().ifPresent(wait -> at(created.plus(wait), () -> queue(job)));
    job.course().expiry().ifPresent(wait -> at(created.plus(wait), () -> expire(job)));
  }

  private void at(Instant time, Runnable action) {
    world.timeline().at(time, action);
  }

  private synchronized void queue(Job job) {
    var line = lines.computeIfAbsent(job.ticket().project().id(), _ -> Line.empty());
    line.waiting().add(job.id());
    startNext(line);
    forget(job, line);
  }

  private void startNext(Line line) {
    while (!line.waiting().isEmpty() && line.running().size() < limit()) {
      var id = line.waiting().remove();
      if (jobs.get(id).filter(job -> job.state() == State.PENDING).isPresent()) {
        line.running().add(id);
        move(id, State.RUNNING).ifPresent(this::scheduleEnd);
      }
    }
  }

  private int limit() {
    return world
        .plan()
        .limits()
        .llamaParse()
        .map(Plan.LlamaParseLimits::concurrentJobs)
        .orElse(NO_LIMIT);
  }

  private void scheduleEnd(Job job) {
    job.course()
        .end()
        .ifPresent(
            end -> at(job.times().updated().plus(end.after()), () -> end(job.id(), end.state())));
  }

  private synchronized void expire(Job job) {
    if (isOpen(job.id())) {
      jobs.change(job.id(), open -> open.failedWith(Foresight.failure("EXPIRED")));
      end(job.id(), State.FAILED);
    }
  }

  private synchronized void end(String id, State state) {
    if (isOpen(id)) {
      move(id, state).ifPresent(this::leave);
    }
  }

  private boolean isOpen(String id) {
    return jobs.get(id).filter(job -> !job.state().isFinal()).isPresent();
  }

  private Optional<Job> move(String id, State state) {
    var now = world.timeline().now();
    var moved = jobs.change(id, job -> job.to(state, now));
    moved.ifPresent(news);
    return moved;
  }

  private synchronized void leave(Job job) {
    var line = lines.get(job.ticket().project().id());
    if (line != null && line.running().remove(job.id())) {
      startNext(line);
      forget(job, line);
    }
  }

  /// A project without jobs under way takes no memory.
  private void forget(Job job, Line line) {
    if (line.waiting().isEmpty() && line.running().isEmpty()) {
      lines.remove(job.ticket().project().id());
    }
  }

  /// The job with that id, whosever it is.
  Optional<Job> find(String id) {
    return jobs.get(id);
  }

  /// The project's job with that id.
  Optional<Job> find(String id, Project project) {
    return find(id).filter(job -> job.ticket().project().equals(project));
  }

  /// The project's jobs, the newest first.
  List<Job> all(Project project) {
    return jobs.all().stream()
        .filter(job -> job.ticket().project().equals(project))
        .sorted(
            Comparator.comparing((Job job) -> job.times().created())
                .reversed()
                .thenComparing(Job::id))
        .toList();
  }

  /// Cancels the job, unless it is over; the job as it then is.
  synchronized Optional<Job> cancel(String id, Project project) {
    return find(id, project)
        .flatMap(job -> {
          end(id, State.CANCELLED);
          return jobs.get(id);
        });
  }

  /// Forgets the job.
  void delete(String id) {
    jobs.remove(id);
  }
}
