package lectern.gateway.pace;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import lectern.gateway.CallError;
import lectern.gateway.Deadline;
import lectern.gateway.Need;
import lectern.gateway.Priority;
import lectern.gateway.Provider;
import lectern.gateway.Roster;
import lectern.gateway.Target;
import lectern.gateway.Time;

/// Keeps limits, places and breakers for this process. What providers have in common is nothing, so
/// each has a lock of its own. Safe to use from many threads.
public final class LocalGatekeeper implements Gatekeeper {
  private final Map<String, WaitingRoom> rooms;

  /// @param random spreads what would otherwise happen everywhere at once
  public LocalGatekeeper(Roster roster, Time time, RandomGenerator random) {
    this.rooms =
        roster.providers().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Provider::name, it -> new WaitingRoom(door(it, random), time)));
  }

  private static Door door(Provider provider, RandomGenerator random) {
    return new Door(provider, new SplittableRandom(random.nextLong()));
  }

  @Override
  public Admission admit(Target target, Need need, Priority priority, Deadline deadline)
      throws InterruptedException {
    return room(target.provider())
        .admit(target, new Ticket.Wish(need, priority, deadline.atNanos()));
  }

  @Override
  public Health health(Target target) {
    return room(target.provider()).look((door, now) -> door.health(target, now));
  }

  @Override
  public boolean mayRetry(String provider, CallError error) {
    return room(provider).look((door, _) -> door.quota().allows(error));
  }

  @Override
  public void retrying(String provider, CallError error) {
    room(provider).look((door, _) -> door.quota().take(error));
  }

  @Override
  public void recovered(String provider, CallError error) {
    room(provider).look((door, _) -> door.quota().giveBack(error));
  }

  @Override
  public List<LaneView> lanes() {
    return rooms.values().stream()
        .flatMap(room -> room.look(Door::views).stream())
        .sorted(Comparator.comparing(it -> it.target().toString()))
        .toList();
  }

  private WaitingRoom room(String provider) {
    var room = rooms.get(provider);
    if (room == null) {
      throw new IllegalArgumentException("no such provider: " + provider);
    }
    return room;
  }
}
