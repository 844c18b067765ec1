package lectern.gateway;

import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import lectern.document.WorkspaceId;

/// Remembers the latest calls, running ones too, for their own workspace to read. In memory: a
/// restart forgets them. Safe to use from many threads.
public final class CallLog implements CallListener {
  private final int most;
  private final Deque<CallRecord> latest = new ConcurrentLinkedDeque<>();
  private final AtomicInteger size = new AtomicInteger();

  /// @param most calls that are remembered
  public CallLog(int most) {
    this.most = most;
  }

  @Override
  public void began(CallRecord call) {
    latest.addFirst(call);
    if (size.incrementAndGet() > most) {
      latest.pollLast();
      size.decrementAndGet();
    }
  }

  @Override
  public void attempted(Request request, AttemptRecord attempt) {}

  @Override
  public void ended(CallRecord call) {}

  /// A call of this workspace, if it is remembered. Looked for one by one: calls are many, and who
  /// looks one up are few.
  public Optional<CallRecord> find(WorkspaceId workspace, UUID id) {
    return of(workspace).filter(call -> call.request().id().equals(id)).findFirst();
  }

  /// The latest calls of this workspace, latest first.
  public List<CallRecord> latest(WorkspaceId workspace, int limit) {
    return of(workspace).limit(limit).toList();
  }

  private Stream<CallRecord> of(WorkspaceId workspace) {
    return latest.stream().filter(call -> call.request().workspace().equals(workspace));
  }
}
