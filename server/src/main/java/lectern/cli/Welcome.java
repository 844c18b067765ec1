package lectern.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import lectern.access.Keys.Created;
import lectern.gateway.Capability;
import lectern.gateway.ModelRoute;
import lectern.gateway.Provider.Kind;
import lectern.gateway.Roster;
import lectern.http.HttpServer;

/// What whoever started a server is told: where it is, the link that signs a browser in, which paid
/// services it uses, and once in its life the first key. Nothing of it is logged.
final class Welcome {
  private final Application lectern;
  private final PrintWriter out;
  private final PrintWriter err;

  Welcome(Application lectern, PrintWriter out, PrintWriter err) {
    this.lectern = lectern;
    this.out = out;
    this.err = err;
  }

  /// Says where the server is, and keeps the command going until a signal ends the process, which
  /// closes everything.
  void stay(HttpServer server) throws InterruptedException {
    print(server);
    printTroubles();
    new CountDownLatch(1).await();
  }

  private void print(HttpServer server) {
    var settings = lectern.settings().server();
    var address = settings.address(server.port());
    var invitation = lectern.invitations().create();
    if (!settings.isLoopback() && settings.tls().isEmpty()) {
      err.printf(
          "lectern: other machines reach %s port %d without encryption: whoever is between can read"
              + " keys and documents; set server.tls_certificate and server.tls_key%n",
          settings.host(), server.port());
    }
    out.printf("%nLectern listens on %s%n%n", address);
    out.println("  This link signs a browser in, once, within 24 hours:");
    out.printf("  %s/#/sign-in?token=%s%n%n", address, invitation.token().text());
    invitation.newKey().ifPresent(this::print);
    printPaid();
    out.println("Ctrl-C ends it.");
    out.flush();
    err.flush();
  }

  /// A key in the environment is enough for a service to be used, and paid: nobody shall learn that
  /// from the bill.
  private void printPaid() {
    var roster = lectern.settings().roster();
    var paid =
        Stream.of(Capability.values())
            .flatMap(it -> roster.route(it.word()).stream())
            .flatMap(route ->
                route.choices().stream()
                    .filter(choice -> isOutside(roster, choice))
                    .map(choice -> "%s: %s".formatted(route.name(), choice.target())))
            .toList();
    if (!paid.isEmpty()) {
      out.printf(
          "  Services that are used, and may cost money (docs/providers.md): %s%n%n",
          String.join(", ", paid));
    }
  }

  /// A wrong key shall not be found out at the first document. The server listens meanwhile.
  private void printTroubles() throws InterruptedException {
    lectern.probes().all().stream()
        .map(Check::of)
        .filter(check -> check.verdict() != Check.Verdict.OK)
        .forEach(check -> check.tell(err));
    err.flush();
  }

  private static boolean isOutside(Roster roster, ModelRoute.Choice choice) {
    return roster.provider(choice.target().provider()).orElseThrow().kind() != Kind.LOCAL;
  }

  private void print(Created created) {
    out.printf(
        "  A key for programs, “%s”, with the role %s. It is shown once and kept hashed:%n",
        created.key().name(), created.key().role().word());
    out.printf("  %s%n%n", created.secret().text());
  }
}
