package lectern.http;

import io.helidon.common.socket.SocketContext;
import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Knows every connection from the moment it is accepted, and cuts those that are overdue. Helidon
/// shows a socket to nobody but its options, which it applies to each accepted one: so this poses
/// as the options.
final class Watchdog implements SocketOptions, AutoCloseable {
  /// How often deadlines are looked at, at most: a look at 4,096 connections takes under 1 ms.
  private static final Duration LONGEST_ROUND = Duration.ofSeconds(1);

  /// A limit may be overrun by this part of it.
  private static final int ROUNDS_PER_LIMIT = 8;

  private final SocketOptions options = SocketOptions.builder().tcpNoDelay(true).build();
  private final Map<Ends, Wire> wires = new ConcurrentHashMap<>();
  private final long origin = System.nanoTime();
  private final Limits limits;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("http-watchdog").factory());
  private volatile boolean isStopping;

  /// Both ends of a connection, which tell it apart from every other one that is open.
  private record Ends(SocketAddress client, SocketAddress server) {}

  Watchdog(Limits limits) {
    this.limits = limits;
    long nanos =
        Stream.of(limits.headerTime(), limits.bodyTime(), limits.idleTime())
            .map(limit -> limit.dividedBy(ROUNDS_PER_LIMIT))
            .reduce(LONGEST_ROUND, (a, b) -> a.compareTo(b) < 0 ? a : b)
            .plusMillis(1)
            .toNanos();
    var _ = rounds.scheduleWithFixedDelay(this::makeRound, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private long nanos() {
    return System.nanoTime() - origin;
  }

  private void makeRound() {
    long now = nanos();
    for (var wire : wires.values()) {
      if (wire.isOverdue(now) || (isStopping && wire.isWaiting())) {
        wire.cut();
      }
    }
    wires.values().removeIf(wire -> !wire.isOpen());
  }

  @Override
  public void configureSocket(SocketChannel channel) {
    options.configureSocket(channel);
    try {
      var ends = new Ends(channel.getRemoteAddress(), channel.getLocalAddress());
      wires.put(ends, new Wire(channel, limits, this::nanos));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // closed already: Helidon goes on with the next one
    }
  }

  /// The connection that Helidon talks about.
  Wire wire(SocketContext context) {
    var wire = wires.get(new Ends(context.remotePeer().address(), context.localPeer().address()));
    if (wire == null) {
      throw new CloseConnectionException("the connection was cut off already");
    }
    return wire;
  }

  /// From now on, connections without a request are cut.
  void beginStop() {
    isStopping = true;
    rounds.execute(this::makeRound);
  }

  boolean isStopping() {
    return isStopping;
  }

  /// Cuts whatever is left.
  @Override
  public void close() {
    rounds.shutdownNow();
    wires.values().forEach(Wire::cut);
  }

  @Override
  public Map<SocketOption<?>, Object> socketOptions() {
    return options.socketOptions();
  }

  @Override
  public Duration connectTimeout() {
    return options.connectTimeout();
  }

  @Override
  public Duration readTimeout() {
    return options.readTimeout();
  }

  @Override
  public Optional<Integer> socketReceiveBufferSize() {
    return options.socketReceiveBufferSize();
  }

  @Override
  public Optional<Integer> socketSendBufferSize() {
    return options.socketSendBufferSize();
  }

  @Override
  public boolean socketReuseAddress() {
    return options.socketReuseAddress();
  }

  @Override
  public boolean socketKeepAlive() {
    return options.socketKeepAlive();
  }

  @Override
  public boolean tcpNoDelay() {
    return options.tcpNoDelay();
  }
}
