package lectern.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.Main;
import lectern.agent.Answer;
import lectern.cli.Application;
import lectern.config.SettingsReader;
import lectern.document.Document;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.document.JobState;
import lectern.document.WorkspaceId;
import lectern.index.SearchIndex.Scope;
import lectern.ingest.Ingest.Receipt;
import lectern.pipeline.DocumentStatus;
import lectern.pipeline.Progress;
import lectern.retrieve.Question;
import lectern.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One running Lectern gets everything at once that nobody should send it. Each gets a clear word,
/// and the rest goes on.
@Timeout(90)
class BadInputTest {
  private static final long MAX_FILE = 2 << 20;

  @TempDir private static Path temp;

  private static Application lectern;

  /// Every document that was taken in, by the name it was sent with.
  private static final Map<String, Document> SENT = new LinkedHashMap<>();

  @BeforeAll
  static void send_everything() throws Exception {
    var environment =
        Map.of(
            "LECTERN_DATA", temp.resolve("data").toString(),
            "LECTERN_INGEST_MAX_FILE", "2MB",
            "LECTERN_PARSE_MAX_DOCUMENT_CHARS", "1000000",
            "LECTERN_PARSE_MAX_PAGE_CHARS", "100000",
            "DATABASE_URL", TestDatabase.freshUrl());
    lectern = Main.open(SettingsReader.read(Optional.empty(), environment), Progress.SILENT);
    send("nothing.txt", new byte[0]);
    send("first.md", text("# Oil\n\nThe first pump takes oil of grade 46."));
    send("bomb.docx", BadFiles.zipBomb(temp));
    send("cut.docx", BadFiles.cutOff(temp));
    send("locked.pdf", BadFiles.lockedPdf(temp));
    send("second.md", text("# Water\n\nThe second boiler holds 300 litres of water."));
    send("billion.pdf", BadFiles.pdfOfABillionPages(temp));
    send("picture.pdf", BadFiles.png());
    send("noise.txt", BadFiles.noise());
    send("../../etc/😀\u0000\u001B[2J.md", text("A good text under a bad name."));
    send("third.md", text("# Air\n\nThe third compressor delivers 8 bar."));
    lectern.pipeline().await(SENT.values().stream().map(Document::id).toList());
  }

  @AfterAll
  static void stop() {
    lectern.close();
  }

  private static void send(String name, byte[] bytes) throws IOException {
    var receipt =
        lectern.ingest().receive(WorkspaceId.LOCAL, name, new ByteArrayInputStream(bytes));
    if (receipt instanceof Receipt.Received(var document)) {
      SENT.put(name, document);
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void every_bad_file_fails_with_its_reason() {
    assertThat(failureOf("nothing.txt").reason()).isEqualTo(Reason.EMPTY);
    assertThat(failureOf("bomb.docx").reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(failureOf("cut.docx").reason()).isEqualTo(Reason.DAMAGED);
    assertThat(failureOf("locked.pdf").reason()).isEqualTo(Reason.LOCKED);
    assertThat(failureOf("picture.pdf").reason()).isEqualTo(Reason.UNSUPPORTED);
    assertThat(failureOf("picture.pdf").message()).contains("PNG");
    assertThat(failureOf("noise.txt").reason()).isEqualTo(Reason.UNSUPPORTED);
  }

  @Test
  void every_failure_is_told_in_a_sentence_that_a_reader_understands() {
    var messages = new ArrayList<String>();
    for (var status : lectern.catalogue().list(WorkspaceId.LOCAL)) {
      status.failed().ifPresent(failed -> messages.add(failed.failure().message()));
    }

    assertThat(messages).hasSize(6).allSatisfy(BadInputTest::assertThatAReaderUnderstands);
  }

  private static void assertThatAReaderUnderstands(String message) {
    assertThat(message)
        .matches("[A-Z].*[.]")
        .hasSizeBetween(20, 300)
        .doesNotContain("Exception", "Error", "java.", "lectern.", "org.", "null", "\n", "\t");
  }

  @Test
  void the_documents_in_between_are_all_ready() {
    assertThat(List.of("first.md", "second.md", "third.md", "billion.pdf"))
        .allSatisfy(name -> assertThat(status(name).state()).isEqualTo(JobState.READY));
    assertThat(lectern.catalogue().list(WorkspaceId.LOCAL)).hasSize(SENT.size()).hasSize(11);
  }

  @Test
  void the_claim_of_a_billion_pages_is_not_believed() {
    assertThat(status("billion.pdf").pages()).hasValue(1);
  }

  @Test
  void a_name_loses_what_is_dangerous_and_nothing_else() {
    var status = status("../../etc/😀\u0000\u001B[2J.md");

    assertThat(status.state()).isEqualTo(JobState.READY);
    assertThat(status.document().name()).isEqualTo("😀  [2J.md");
    assertThat(temp.resolve("etc")).doesNotExist();
  }

  @Test
  void a_file_without_end_is_refused_at_the_limit_and_nothing_is_kept() throws Exception {
    var endless = new BadFiles.Endless();
    long before = originals();

    var receipt = lectern.ingest().receive(WorkspaceId.LOCAL, "endless.txt", endless);

    assertThat(receipt).isInstanceOf(Receipt.Refused.class);
    var failure = ((Receipt.Refused) receipt).failure();
    assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(failure.message()).contains("2,097,152 bytes", "ingest.max_file");
    assertThatAReaderUnderstands(failure.message());
    assertThat(endless.taken).isBetween(MAX_FILE, MAX_FILE + 100_000);
    assertThat(originals()).isEqualTo(before);
  }

  private static long originals() throws IOException {
    try (var files = Files.walk(temp.resolve("data/originals"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void a_question_of_a_megabyte_or_of_nothing_is_refused() {
    int limit = lectern.settings().ask().maxQuestionChars();

    assertThatThrownBy(() -> Question.of("why ".repeat(250_000), limit))
        .isInstanceOf(Question.Refused.class)
        .hasMessageContaining("1,000,000 characters")
        .hasMessageContaining("ask.max_question_chars");
    assertThatThrownBy(() -> Question.of(" \n\t ", limit)).isInstanceOf(Question.Refused.class);
  }

  @Test
  void a_chinese_question_gets_an_answer_of_some_kind() throws Exception {
    assertThat(ask("第二台锅炉能装多少水？")).isNotInstanceOf(Answer.NoDocuments.class);
  }

  @Test
  void questions_about_the_good_documents_are_answered() throws Exception {
    var answer = ask("How many litres of water does the second boiler hold?");

    assertThat(answer).isInstanceOf(Answer.Extracts.class);
    assertThat(((Answer.Extracts) answer).quotations().getFirst().citation().quotation())
        .isEqualTo("The second boiler holds 300 litres of water.");
  }

  private static Answer ask(String question) throws InterruptedException {
    var asked = Question.of(question, lectern.settings().ask().maxQuestionChars());
    return lectern.agent().answer(asked, Scope.all(WorkspaceId.LOCAL));
  }

  private static Failure failureOf(String name) {
    return status(name).failed().orElseThrow().failure();
  }

  private static DocumentStatus status(String name) {
    return lectern.catalogue().status(WorkspaceId.LOCAL, SENT.get(name).id()).orElseThrow();
  }
}
