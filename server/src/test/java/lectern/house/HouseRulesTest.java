package lectern.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;

/// The rules of the server, besides those of every module.
class HouseRulesTest extends HouseRules {
  private static final String HTTP = "lectern.http..";
  private static final String API = "lectern.api..";

  HouseRulesTest() {
    super("lectern.(*)..");
  }

  @Test
  void the_words_depend_on_nobody() {
    noClasses()
        .that()
        .resideInAPackage("lectern.document")
        .should()
        .dependOnClassesThat(inLecternBut("lectern.document"))
        .because("everybody uses the words, so they can use nobody")
        .check(CLASSES);
  }

  @Test
  void no_stage_knows_the_pipeline() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "lectern.ingest..",
            "lectern.parse..",
            "lectern.chunk..",
            "lectern.embed..",
            "lectern.index..",
            "lectern.retrieve..",
            "lectern.agent..",
            "lectern.store..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("lectern.pipeline..")
        .because("a stage does one thing and does not care what comes before or after")
        .check(CLASSES);
  }

  @Test
  void parsing_and_chunking_know_no_store() {
    noClasses()
        .that()
        .resideInAnyPackage("lectern.parse..", "lectern.chunk..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("lectern.store..", "java.sql..", "org.jdbi..")
        .because("they turn one thing into another; where it is kept is the pipeline's business")
        .check(CLASSES);
  }

  @Test
  void only_the_gateway_and_the_remote_command_line_open_connections() {
    noClasses()
        .that()
        .resideOutsideOfPackages("lectern.cli.remote", "lectern.gateway.wire")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.net\\.(http\\..*|HttpURLConnection|Socket)|org\\.apache\\.hc\\..*")
        .because(
            "no byte goes to a paid service except through the gateway; the command line asks the"
                + " server that it is told to")
        .check(CLASSES);
  }

  @Test
  void only_the_index_knows_lucene() {
    noClasses()
        .that()
        .resideOutsideOfPackages("lectern.index..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.lucene..")
        .because("another index must be able to take its place")
        .check(CLASSES);
  }

  @Test
  void only_http_knows_the_web_server() {
    noClasses()
        .that()
        .resideOutsideOfPackage(HTTP)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.helidon..")
        .because("what is answered is decided without a socket, and another server could carry it")
        .check(CLASSES);
  }

  @Test
  void whatever_is_asked_for_over_http_does_not_know_it() {
    noClasses()
        .that()
        .resideOutsideOfPackages("lectern", HTTP, API, "lectern.web..", "lectern.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(HTTP, API)
        .because("the command line and other doors get the same answers")
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> inLecternBut(String own) {
    return DescribedPredicate.describe(
        "are of another package of Lectern",
        type -> type.getPackageName().startsWith("lectern") && !type.getPackageName().equals(own));
  }
}
