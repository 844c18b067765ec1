package lectern.simulator.serve;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import lectern.simulator.bill.Bill;
import lectern.simulator.route.World;
import lectern.simulator.time.TimelineEnded;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.SelectableChannelEndPoint;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// One request and its reply on one connection: carries out what was decided. For one thread.
///
/// What is to be sent is held back until the next step is known, which is at once: so a whole reply
/// leaves in one write, and each piece of a stream in one of its own. The bill learns what becomes
/// of the answer just before its last byte leaves: then a client that has the answer also finds it
/// on the bill.
final class Exchange {
  private static final int BUFFER_BYTES = 64 << 10;

  /// Shorter pauses are over before it matters that nobody waits any more, and watching the client
  /// costs more than a piece of a stream does.
  private static final Duration WORTH_WATCHING = Duration.ofSeconds(1);

  private final World world;
  private final CountDownLatch closing;
  private final Response response;
  private final Callback callback;
  private ByteBuffer held = BufferUtil.EMPTY_BUFFER;
  private boolean headHeld;

  /// @param closing comes to zero when the server closes
  Exchange(World world, CountDownLatch closing, Response response, Callback callback) {
    this.world = world;
    this.closing = closing;
    this.response = response;
    this.callback = callback;
  }

  /// Carries out all steps, or as many as the client waits for.
  void carryOut(Delivery delivery) {
    try {
      for (var step : delivery.steps()) {
        tell(step, delivery);
        carryOut(step);
      }
    } catch (IOException
        | InterruptedException
        | TimelineEnded e) { // the client has gone, or we are closing
      note(delivery, Bill.Outcome.LOST);
      abandon();
      return;
    }
    complete(delivery.steps().getLast());
  }

  private void tell(Step step, Delivery delivery) {
    switch (step) {
      case Step.Finish _ -> note(delivery, Bill.Outcome.DELIVERED);
      case Step.BreakOff _, Step.Reset _, Step.Close _, Step.Hang _ ->
          note(delivery, Bill.Outcome.LOST);
      case Step.Wait _, Step.Head _, Step.Send _, Step.SendFile _ -> {}
    }
  }

  private void note(Delivery delivery, Bill.Outcome outcome) {
    delivery.billed().ifPresent(id -> world.bill().note(id, outcome));
  }

  private void carryOut(Step step) throws IOException, InterruptedException {
    switch (step) {
      case Step.Wait(var duration) -> {
        flush();
        await(duration);
      }
      case Step.Head head -> hold(head);
      case Step.Send(var text) -> hold(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      case Step.SendFile file -> hold(file);
      case Step.Finish _, Step.BreakOff _ -> Content.Sink.write(response, true, taken());
      case Step.Reset _ -> {
        flush();
        ((SocketChannel) endPoint().getChannel()).setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      case Step.Close _ -> flush();
      case Step.Hang _ -> {
        flush();
        try (var _ = Departure.watch(endPoint())) {
          closing.await();
        }
      }
    }
  }

  private void await(Duration duration) throws InterruptedException {
    if (duration.compareTo(WORTH_WATCHING) < 0) {
      world.timeline().await(duration);
      return;
    }
    try (var _ = Departure.watch(endPoint())) {
      world.timeline().await(duration);
    }
  }

  private void hold(Step.Head head) {
    response.setStatus(head.status());
    for (var field : head.headers().all()) {
      response.getHeaders().add(new HttpField(field.name(), field.value()));
    }
    head.length()
        .ifPresentOrElse(
            bytes -> response.getHeaders().put("content-length", bytes),
            () -> response.getHeaders().put("transfer-encoding", "chunked"));
    headHeld = true;
  }

  private void hold(ByteBuffer piece) throws IOException {
    if (held.hasRemaining()) {
      flush();
    }
    held = piece;
  }

  private void hold(Step.SendFile file) throws IOException {
    try (var channel = FileChannel.open(file.file())) {
      for (var left = file.bytes(); left > 0; left -= held.remaining()) {
        var piece = ByteBuffer.allocate((int) Math.min(left, BUFFER_BYTES));
        if (channel.read(piece) < 0) {
          throw new IOException(file.file() + " has become shorter");
        }
        hold(piece.flip());
      }
    }
  }

  private void flush() throws IOException {
    if (headHeld || held.hasRemaining()) {
      Content.Sink.write(response, false, taken());
    }
  }

  private ByteBuffer taken() {
    var taken = held;
    held = BufferUtil.EMPTY_BUFFER;
    headHeld = false;
    return taken;
  }

  private void complete(Step last) {
    switch (last) {
      case Step.Finish _, Step.BreakOff _ -> callback.succeeded();
      case Step.Reset _, Step.Close _, Step.Hang _ -> abandon();
      case Step.Wait _, Step.Head _, Step.Send _, Step.SendFile _ ->
          throw new IllegalStateException("a script without end");
    }
  }

  /// Closes the connection without another byte.
  void abandon() {
    endPoint().close();
    callback.failed(new EofException("the connection was given up"));
  }

  private SelectableChannelEndPoint endPoint() {
    var connection = response.getRequest().getConnectionMetaData().getConnection();
    return (SelectableChannelEndPoint) connection.getEndPoint();
  }
}
