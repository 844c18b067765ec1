package lectern.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// The rules of the simulator, besides those of every module.
class HouseRulesTest extends HouseRules {
  private static final String OPENAI = "lectern.simulator.openai..";
  private static final String LLAMAPARSE = "lectern.simulator.llamaparse..";
  private static final String SERVE = "lectern.simulator.serve..";
  private static final String TIME = "lectern.simulator.time..";

  HouseRulesTest() {
    super("lectern.simulator.(*)..");
  }

  @Test
  void only_the_timeline_reads_the_clock() {
    noClasses()
        .that()
        .resideOutsideOfPackage(TIME)
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethodWhere(of(Clock.class, Set.of("systemUTC", "systemDefaultZone", "system")))
        .because("a virtual day must pass for everybody alike")
        .check(CLASSES);
  }

  @Test
  void only_the_timeline_waits_for_time_to_pass() {
    noClasses()
        .that()
        .resideOutsideOfPackage(TIME)
        .should()
        .callMethodWhere(timed())
        .orShould()
        .callMethod(Object.class, "wait", long.class)
        .orShould()
        .callMethodWhere(of(LockSupport.class, Set.of("parkNanos", "parkUntil")))
        .because("who waits for the wall's time waits for ever, or not at all, in a virtual one")
        .check(CLASSES);
  }

  /// Such as `Condition.await(1, SECONDS)` and `Queue.poll(1, SECONDS)`.
  private static DescribedPredicate<JavaCall<?>> timed() {
    return DescribedPredicate.describe(
        "is told for how long to wait",
        call ->
            call.getTarget().getRawParameterTypes().stream()
                .anyMatch(type -> type.isEquivalentTo(TimeUnit.class)));
  }

  private static DescribedPredicate<JavaCall<?>> of(Class<?> type, Set<String> names) {
    return DescribedPredicate.describe(
        "is one of " + type.getSimpleName() + "'s " + names,
        call -> call.getTargetOwner().isEquivalentTo(type) && names.contains(call.getName()));
  }

  @Test
  void only_the_edge_knows_the_web_server() {
    noClasses()
        .that()
        .resideOutsideOfPackage(SERVE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jetty..")
        .because("what is answered, and what goes wrong with it, is decided without a socket")
        .check(CLASSES);
  }

  @Test
  void the_vendors_know_neither_each_other_nor_the_wire() {
    noClasses()
        .that()
        .resideInAPackage(OPENAI)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(LLAMAPARSE, SERVE)
        .because("a vendor is read, changed and trusted by itself")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(LLAMAPARSE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(OPENAI, SERVE)
        .because("a vendor is read, changed and trusted by itself")
        .check(CLASSES);
  }

  @Test
  void what_all_vendors_share_knows_none_of_them() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "lectern.simulator.bill..",
            "lectern.simulator.chance..",
            "lectern.simulator.fault..",
            "lectern.simulator.http..",
            "lectern.simulator.mind..",
            "lectern.simulator.route..",
            "lectern.simulator.time..",
            SERVE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(OPENAI, LLAMAPARSE)
        .because("a third vendor must be able to join them")
        .check(CLASSES);
  }

  @Test
  void only_webhooks_open_connections() {
    noClasses()
        .that()
        .resideOutsideOfPackages("lectern.simulator.webhook..", LLAMAPARSE)
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.net\\.(http\\..*|HttpURLConnection|Socket)")
        .because("it stands in for the outside: it must never reach it")
        .check(CLASSES);
  }
}
