package lectern.simulator.serve;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lectern.simulator.bill.Entry;
import lectern.simulator.fault.Effects;
import lectern.simulator.fault.Subject;
import lectern.simulator.http.Body;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import lectern.simulator.http.Request;
import lectern.simulator.route.Account;
import lectern.simulator.route.Call;
import lectern.simulator.route.Router;
import lectern.simulator.route.Served;
import lectern.simulator.route.Vendor;
import lectern.simulator.route.World;

/// Takes each request through the simulator: which endpoint, what goes wrong, who calls, what is
/// answered, what goes on the bill. In this order.
final class Switchboard {
  private static final Account NOBODY = new Account("", "");

  private final World world;
  private final Router router;

  Switchboard(World world, List<Vendor> vendors) {
    this.world = world;
    this.router = new Router(vendors);
  }

  /// What is to be done on the wire for this request.
  Delivery serve(Request request) throws InterruptedException {
    return switch (router.find(request.method(), request.path())) {
      case Router.Nothing(var vendor) -> turnedDown(vendor, request, vendor.notFound(request));
      case Router.Found found -> serve(request, found);
    };
  }

  private Delivery turnedDown(Vendor vendor, Request request, Reply.Whole reply) {
    var call = call(request, NOBODY, Effects.NONE, java.util.Map.of());
    return new Delivery(Script.of(vendor.dressed(reply, call, Duration.ZERO)), Optional.empty());
  }

  private Call call(
      Request request, Account account, Effects effects, java.util.Map<String, String> path) {
    var id =
        "req_"
            + world
                .seed()
                .dice("request", request.fingerprint(), Integer.toString(request.occurrence()))
                .hex(32);
    return new Call(request, id, path, account, effects, world.seed());
  }

  private Delivery serve(Request request, Router.Found found) throws InterruptedException {
    var vendor = found.vendor();
    try {
      if (request.body() instanceof Body.Unreadable(var why)) {
        throw new Refusal(vendor.unreadable(request, why));
      }
      var effects = world.faults().befalling(subject(request, found));
      var call = call(request, vendor.account(request), effects, found.path());
      var served = found.route().handler().serve(call);
      served.charge().ifPresent(charge -> world.bill().accept(entry(call, found, served)));
      var reply = vendor.dressed(served.reply(), call, Duration.ZERO);
      return new Delivery(Script.of(reply), served.charge().map(_ -> call.id()));
    } catch (Refusal refusal) {
      return turnedDown(vendor, request, refusal.reply());
    }
  }

  private Subject subject(Request request, Router.Found found) {
    return new Subject(
        found.route().endpoint(),
        found.vendor().model(request),
        request.headers(),
        request.fingerprint(),
        request.occurrence(),
        request.receivedAt());
  }

  private Entry entry(Call call, Router.Found found, Served served) {
    var request = call.request();
    return new Entry(
        call.id(),
        world.timeline().now(),
        found.route().endpoint(),
        call.account().masked(),
        served.charge().orElseThrow(),
        request.fingerprint(),
        request.occurrence());
  }
}
