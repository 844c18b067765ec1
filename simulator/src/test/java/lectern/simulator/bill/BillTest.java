package lectern.simulator.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import lectern.simulator.bill.Bill.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir private Path folder;

  @Test
  void the_file_holds_a_line_for_each_entry_and_for_what_became_of_it() throws IOException {
    try (var bill = Bill.inFile(file(), CLOCK)) {
      bill.accept(chat("req_1", "f1", 1));
      bill.note("req_1", Outcome.DELIVERED);
      bill.accept(parse("pjb-1"));
    }

    assertThat(file())
        .hasContent(
            """
            {"line":"accepted","id":"req_1","at":"2026-01-01T00:00:00Z","endpoint":"openai.chat",\
            "key":"sk-…1","model":"gpt-4o-mini-2024-07-18","input_tokens":30,"cached_tokens":20,\
            "cache_write_tokens":0,"output_tokens":10,"reasoning_tokens":4,"pico_usd":9000000,\
            "fingerprint":"f1","occurrence":1}
            {"line":"delivered","id":"req_1","at":"2026-01-01T00:00:00Z"}
            {"line":"accepted","id":"pjb-1","at":"2026-01-01T00:00:00Z",\
            "endpoint":"llamaparse.parse","key":"llx-…","model":"cost_effective","credits":3,\
            "pico_usd":3750000000,"fingerprint":"f9","occurrence":1}
            """);
  }

  @Test
  void an_entry_is_in_the_file_when_its_acceptance_returns() throws IOException {
    try (var bill = Bill.inFile(file(), CLOCK)) {
      bill.accept(chat("req_1", "f1", 1));

      assertThat(Files.readString(file())).contains("req_1").endsWith("\n");
    }
  }

  @Test
  void fifty_threads_write_and_each_entry_is_there_once() throws IOException {
    try (var bill = Bill.inFile(file(), CLOCK)) {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var thread = 0; thread < 50; thread++) {
          var name = "req_" + thread + "_";
          threads.execute(() ->
              IntStream.range(0, 20)
                  .forEach(i -> {
                    bill.accept(chat(name + i, name, i + 1));
                    bill.note(name + i, Outcome.DELIVERED);
                  }));
        }
      }
    }

    try (var bill = Bill.inFile(file(), CLOCK)) {
      assertThat(bill.entries()).hasSize(1000).extracting(Entry::id).doesNotHaveDuplicates();
      assertThat(bill.count()).isEqualTo(1000);
      assertThat(bill.occurrences("req_7_")).isEqualTo(20);
      assertThat(bill.page(0, 1000).entries())
          .allMatch(posted -> posted.outcome().equals(Optional.of(Outcome.DELIVERED)));
    }
  }

  @Test
  void what_comes_after_the_end_is_refused_or_dropped() {
    var bill = Bill.inFile(file(), CLOCK);
    bill.accept(chat("req_1", "f1", 1));
    bill.close();

    bill.note("req_1", Outcome.DELIVERED);

    assertThatThrownBy(() -> bill.accept(chat("req_2", "f2", 1))).hasMessageContaining("closed");
    assertThat(bill.entries()).extracting(Entry::id).containsExactly("req_1");
    assertThat(bill.outcome("req_1")).isEmpty();
  }

  @Test
  void a_line_torn_by_a_crash_is_cut_off_and_the_bill_goes_on() throws IOException {
    write(chat("req_1", "f1", 1), chat("req_2", "f2", 1));
    var whole = Files.readString(file());
    Files.writeString(file(), whole.substring(0, whole.length() - 40));

    try (var bill = Bill.inFile(file(), CLOCK)) {
      bill.accept(chat("req_3", "f3", 1));

      assertThat(bill.entries()).extracting(Entry::id).containsExactly("req_1", "req_3");
    }
    assertThat(Files.readAllLines(file())).hasSize(2);
  }

  @Test
  void a_broken_line_is_refused_with_file_number_and_reason() throws IOException {
    write(chat("req_1", "f1", 1), chat("req_2", "f2", 1));
    Files.writeString(
        file(), "{\"line\":\"accepted\",\"id\":\"req_3\"}\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> Bill.inFile(file(), CLOCK))
        .isInstanceOf(WrongBill.class)
        .hasMessageContainingAll(file().toString(), "line 3 ", "no text \"at\"");
  }

  @Test
  void a_file_that_is_no_bill_is_left_as_it_is() throws IOException {
    Files.writeString(file(), "Dear diary,");

    assertThatThrownBy(() -> Bill.inFile(file(), CLOCK))
        .isInstanceOf(WrongBill.class)
        .hasMessageContaining("something else");
    assertThat(file()).hasContent("Dear diary,");
  }

  @Test
  void an_endless_line_is_refused_before_it_fills_the_memory() throws IOException {
    Files.writeString(file(), "{\"line\":\"" + "x".repeat(LineReader.MAX_LINE_BYTES));

    assertThatThrownBy(() -> Bill.inFile(file(), CLOCK))
        .hasMessageContainingAll("line 1 ", "16384");
  }

  @Test
  void a_second_simulator_on_one_file_is_refused() {
    try (var _ = Bill.inFile(file(), CLOCK)) {
      assertThatThrownBy(() -> Bill.inFile(file(), CLOCK))
          .isInstanceOf(WrongBill.class)
          .hasMessageContaining("another simulator");
    }
  }

  @Test
  void the_folder_of_the_file_is_made() {
    var deep = folder.resolve("not/yet/there/bill.jsonl");

    try (var bill = Bill.inFile(deep, CLOCK)) {
      assertThat(bill.count()).isZero();
    }

    assertThat(deep).isEmptyFile();
  }

  @Test
  void a_file_that_cannot_be_opened_is_refused() {
    assertThatThrownBy(() -> Bill.inFile(folder, CLOCK))
        .isInstanceOf(WrongBill.class)
        .hasMessageContaining("another file");
  }

  @Test
  void occurrences_go_on_after_a_restart() {
    write(chat("req_1", "f1", 1), chat("req_2", "f1", 5), chat("req_3", "f2", 1));

    try (var bill = Bill.inFile(file(), CLOCK)) {
      assertThat(bill.occurrences("f1")).isEqualTo(5);
      assertThat(bill.occurrences("f2")).isEqualTo(1);
      assertThat(bill.occurrences("f3")).isZero();
    }
  }

  @Test
  void a_bill_that_is_off_records_nothing() {
    try (var bill = Bill.off()) {
      bill.accept(chat("req_1", "f1", 1));
      bill.note("req_1", Outcome.DELIVERED);

      assertThat(bill.isKept()).isFalse();
      assertThat(bill.entries()).isEmpty();
      assertThat(bill.occurrences("f1")).isZero();
    }
  }

  @Test
  void sums_are_exact_and_leave_out_what_was_voided() {
    try (var bill = Bill.inMemory(CLOCK)) {
      bill.accept(chat("req_1", "f1", 1));
      bill.accept(chat("req_2", "f2", 1));
      bill.accept(parse("pjb-1"));
      bill.takeBack("req_2", "sk-…1", chat("req_2", "f2", 1).charge());
      bill.note("req_2", Outcome.DELIVERED);

      var sums = bill.sums();

      assertThat(sums.total().count()).isEqualTo(2);
      assertThat(sums.total().picoUsd()).isEqualTo(BigInteger.valueOf(3_759_000_000L));
      assertThat(sums.byEndpoint()).containsOnlyKeys("llamaparse.parse", "openai.chat");
      assertThat(sums.byKey()).containsOnlyKeys("llx-…", "sk-…1");
      assertThat(sums.byModel())
          .containsEntry("cost_effective", Sum.of(parse("pjb-1").charge()))
          .containsEntry("gpt-4o-mini-2024-07-18", Sum.of(chat("req_1", "f1", 1).charge()));
      assertThat(sums.total().counts())
          .containsEntry("credits", 3L)
          .containsEntry("input_tokens", 30L);
    }
  }

  @Test
  void sums_do_not_overflow() {
    try (var bill = Bill.inMemory(CLOCK)) {
      var dear = new Charge("m", new Charge.Credits(1), Long.MAX_VALUE);
      bill.accept(entry("a", dear, "f1", 1));
      bill.accept(entry("b", dear, "f2", 1));

      assertThat(bill.sums().total().picoUsd())
          .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.TWO));
    }
  }

  @Test
  void what_is_paid_twice_with_one_key_is_a_duplicate() {
    try (var bill = Bill.inMemory(CLOCK)) {
      bill.accept(chat("req_1", "f1", 1));
      bill.accept(chat("req_2", "f2", 1));
      bill.accept(chat("req_3", "f1", 2));
      bill.accept(chat("req_4", "f1", 3));
      bill.accept(chat("req_5", "f2", 2));
      bill.note("req_4", Outcome.LOST);
      bill.takeBack("req_5", "sk-…1", chat("req_5", "f2", 2).charge());

      assertThat(bill.duplicates())
          .containsExactly(
              new Duplicate(
                  new Duplicate.Payment("sk-…1", "f1"),
                  "openai.chat",
                  List.of("req_1", "req_3", "req_4"),
                  3,
                  BigInteger.valueOf(18_000_000)));
    }
  }

  @Test
  void a_page_tells_what_became_of_each_and_what_follows() {
    try (var bill = Bill.inMemory(CLOCK)) {
      IntStream.rangeClosed(1, 5).forEach(i -> bill.accept(chat("req_" + i, "f" + i, 1)));
      bill.note("req_2", Outcome.LOST);

      var page = bill.page(1, 2);

      assertThat(page.entries())
          .extracting(posted -> posted.entry().id())
          .containsExactly("req_2", "req_3");
      assertThat(page.entries())
          .extracting(Bill.Posted::outcome)
          .containsExactly(Optional.of(Outcome.LOST), Optional.empty());
      assertThat(page.next()).contains(3L);
      assertThat(bill.page(3, 2).next()).isEmpty();
      assertThat(bill.page(9, 2).entries()).isEmpty();
    }
  }

  @Test
  void a_full_bill_refuses_rather_than_forgets() {
    try (var bill = Bill.inMemory(CLOCK)) {
      var entry = chat("req_1", "f1", 1);
      for (var i = 0; i < Bill.MAX_ENTRIES_IN_MEMORY; i++) {
        bill.accept(entry);
      }

      assertThatThrownBy(() -> bill.accept(entry)).hasMessageContaining("100,000");
    }
  }

  private Path file() {
    return folder.resolve("bill.jsonl");
  }

  private void write(Entry... entries) {
    try (var bill = Bill.inFile(file(), CLOCK)) {
      for (var entry : entries) {
        bill.accept(entry);
      }
    }
  }

  private static Entry chat(String id, String fingerprint, int occurrence) {
    var tokens = new Charge.Tokens(30, 20, 0, 10, 4);
    var charge = new Charge("gpt-4o-mini-2024-07-18", tokens, 9_000_000);
    return entry(id, charge, fingerprint, occurrence);
  }

  private static Entry parse(String id) {
    var charge = new Charge("cost_effective", new Charge.Credits(3), 3_750_000_000L);
    return new Entry(id, CLOCK.instant(), "llamaparse.parse", "llx-…", charge, "f9", 1);
  }

  private static Entry entry(String id, Charge charge, String fingerprint, int occurrence) {
    return new Entry(id, CLOCK.instant(), "openai.chat", "sk-…1", charge, fingerprint, occurrence);
  }

  @Test
  void what_is_voided_before_it_is_on_the_bill_stays_voided() {
    try (var bill = Bill.inFile(file(), CLOCK)) {
      bill.note("pjb-1", Outcome.VOIDED);
      bill.accept(parse("pjb-1"));
      bill.note("pjb-1", Outcome.DELIVERED);

      assertThat(bill.page(0, 10).entries().getFirst().outcome()).contains(Outcome.VOIDED);
    }
  }
}
