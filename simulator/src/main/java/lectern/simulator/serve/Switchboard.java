package lectern.simulator.serve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.simulator.bill.Entry;
import lectern.simulator.fault.Effects;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Subject;
import lectern.simulator.http.Body;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import lectern.simulator.http.Request;
import lectern.simulator.route.Account;
import lectern.simulator.route.Call;
import lectern.simulator.route.Router;
import lectern.simulator.route.Served;
import lectern.simulator.route.Vendor;
import lectern.simulator.route.World;
import lectern.simulator.time.TimelineEnded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes each request through the simulator, in this order: which endpoint; what goes wrong; faults
/// that answer before anything is billed; who calls; what is answered; what goes on the bill; what
/// is to be done on the wire.
final class Switchboard {
  /// How the names of the simulator's own endpoints begin, which nothing ever goes wrong with.
  static final String CONTROL = "control.";

  private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);
  private static final Account NOBODY = new Account("", "");

  private final World world;
  private final Router router;
  private final Latencies latencies;
  private final Occurrences uploads = new Occurrences(_ -> 0);

  Switchboard(World world, List<Vendor> vendors) {
    this.world = world;
    this.router = new Router(vendors);
    this.latencies = new Latencies(world);
  }

  /// What befalls the upload of a body of which only the head is known. Its luck is thrown by
  /// method, path and length, for there is no fingerprint yet.
  Effects befallingTheUpload(Head head) {
    if (world.faults().rules().isEmpty()
        || !(router.find(head.method(), head.path()) instanceof Router.Found found)
        || isControl(found)) {
      return Effects.NONE;
    }
    var length = head.headers().first("content-length").orElse("chunked");
    var likeness = "upload " + head.method() + " " + head.path() + " " + length;
    return world
        .faults()
        .befallingTheUpload(
            new Subject(
                found.route().endpoint(),
                "",
                head.headers(),
                likeness,
                uploads.next(likeness),
                world.timeline().now()));
  }

  /// What is to be done on the wire for this request.
  Delivery serve(Request request) throws InterruptedException {
    return switch (router.find(request.method(), request.path())) {
      case Router.Nothing(var vendor) -> unserved(vendor, request, vendor.notFound(request));
      case Router.NotAllowed(var vendor) -> unserved(vendor, request, vendor.notAllowed(request));
      case Router.Found found -> serve(request, found);
    };
  }

  /// What is to be done on the wire when the body was over that limit.
  Delivery tooLarge(Request request, long limitBytes) {
    var vendor = router.find(request.method(), request.path()).vendor();
    return unserved(vendor, request, vendor.tooLarge(request, limitBytes));
  }

  private Delivery unserved(Vendor vendor, Request request, Reply.Whole reply) {
    var call = call(request, NOBODY, Effects.NONE, Map.of());
    return refused(reply, new Visit(vendor, "", call));
  }

  private Delivery serve(Request request, Router.Found found) throws InterruptedException {
    var vendor = found.vendor();
    var endpoint = found.route().endpoint();
    var effects =
        isControl(found) ? Effects.NONE : world.faults().befalling(subject(found, request));
    var anonymous = new Visit(vendor, endpoint, call(request, NOBODY, effects, found.path()));
    var struck = struckDown(anonymous);
    if (struck.isPresent()) {
      return struck.get();
    }
    Account account;
    try {
      account = vendor.account(request);
    } catch (Refusal refusal) {
      return refused(refusal.reply(), anonymous);
    }
    return handled(found, new Visit(vendor, endpoint, anonymous.call().of(account)));
  }

  private static boolean isControl(Router.Found found) {
    return found.route().endpoint().startsWith(CONTROL);
  }

  private Subject subject(Router.Found found, Request request) {
    return new Subject(
        found.route().endpoint(),
        found.vendor().model(request),
        request.headers(),
        request.fingerprint(),
        request.occurrence(),
        request.receivedAt());
  }

  private Call call(Request request, Account account, Effects effects, Map<String, String> path) {
    var occurrence = Integer.toString(request.occurrence());
    var id = "req_" + world.seed().dice("request", request.fingerprint(), occurrence).hex(32);
    return new Call(request, id, path, account, effects, world.seed());
  }

  /// The first fault that answers, if one does.
  private Optional<Delivery> struckDown(Visit visit) {
    return visit.call().effects().faults().stream()
        .flatMap(fault -> answer(fault, visit).stream())
        .findFirst();
  }

  private Optional<Delivery> answer(Fault fault, Visit visit) {
    return switch (fault) {
      case Fault.NamedError(var name, var hints) ->
          visit
              .vendor()
              .error(name, named(visit))
              .map(error -> refused(hinted(hints, error), visit));
      case Fault.AnyReply any -> Optional.of(undressed(any, visit));
      case Fault.Reset(var moment) when moment == Fault.Moment.BEFORE_HEADERS ->
          Optional.of(Delivery.free(List.of(new Step.Reset())));
      case Fault.Hang _ -> Optional.of(Delivery.free(List.of(new Step.Hang())));
      // These need an answer to befall, or none of them is about an answer.
      case Fault.Reset _,
          Fault.LoseAnswer _,
          Fault.FirstTokenAfter _,
          Fault.Stall _,
          Fault.Cut _,
          Fault.MalformedChunk _,
          Fault.NoDone _,
          Fault.ErrorInside _,
          Fault.ErrorNull _,
          Fault.SlowUpload _,
          Fault.Latency _,
          Fault.Limit _,
          Fault.Headers _,
          Fault.Answer _,
          Fault.Job _,
          Fault.Webhook _ ->
          Optional.empty();
    };
  }

  /// The call with who makes it, where that can be told: some errors name the caller.
  private static Call named(Visit visit) {
    try {
      return visit.call().of(visit.vendor().account(visit.call().request()));
    } catch (Refusal _) {
      return visit.call();
    }
  }

  private Reply.Whole hinted(Fault.Hints hints, Reply.Whole error) {
    return RetryHints.put(hints, error, world.timeline().now());
  }

  /// A proxy in front of the vendor answers: without the vendor's headers.
  private Delivery undressed(Fault.AnyReply any, Visit visit) {
    var reply = new Reply.Whole(any.status(), Fields.NONE, any.contentType(), any.body());
    var pace = latencies.pace(visit.call(), visit.endpoint(), 0);
    return Delivery.free(Script.of(visit.draft(hinted(any.hints(), reply), pace)));
  }

  private Delivery handled(Router.Found found, Visit visit) throws InterruptedException {
    try {
      var request = visit.call().request();
      if (request.body() instanceof Body.Unreadable(var why)) {
        return refused(visit.vendor().unreadable(request, why), visit);
      }
      var served = found.route().handler().serve(visit.call());
      served.charge().ifPresent(_ -> world.bill().accept(entry(served, visit)));
      return answered(served, visit);
    } catch (Refusal refusal) {
      return refused(refusal.reply(), visit);
    } catch (TimelineEnded stopped) {
      throw stopped;
    } catch (RuntimeException e) { // the edge: whatever is wrong with us, the client gets an answer
      LOG.error("{} failed at request {}", visit.endpoint(), visit.call().id(), e);
      return refused(serverError(visit), visit);
    }
  }

  private static Reply.Whole serverError(Visit visit) {
    return visit
        .vendor()
        .error("server_error", visit.call())
        .orElseGet(() -> new Reply.Whole(500, Fields.NONE, "text/plain", "Internal Server Error"));
  }

  private Delivery refused(Reply.Whole reply, Visit visit) {
    return answered(Served.free(reply), visit);
  }

  private Delivery answered(Served served, Visit visit) {
    var pace = latencies.pace(visit.call(), visit.endpoint(), served.tokensMade());
    var processing = served.reply() instanceof Reply.Stream ? pace.first() : pace.whole();
    var reply = visit.vendor().dressed(served.reply(), visit.call(), processing);
    return new Delivery(
        Script.of(visit.draft(reply, pace)), served.charge().map(_ -> visit.call().id()));
  }

  private Entry entry(Served served, Visit visit) {
    var request = visit.call().request();
    return new Entry(
        visit.call().id(),
        world.timeline().now(),
        visit.endpoint(),
        visit.call().account().masked(),
        served.charge().orElseThrow(),
        request.fingerprint(),
        request.occurrence());
  }

  /// A call at the endpoint it is for.
  ///
  /// @param endpoint its name; empty if there is none
  private record Visit(Vendor vendor, String endpoint, Call call) {
    Draft draft(Reply reply, Pace pace) {
      var errorInside =
          call.effects()
              .first(Fault.ErrorInside.class)
              .flatMap(fault -> vendor.errorInside(fault.name(), call));
      return new Draft(reply, call.effects(), pace, errorInside);
    }
  }
}
