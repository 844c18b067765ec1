package lectern.simulator.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What each key has spent, which its purse is held against.
class BillSpendingTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
  private static final Charge CHARGE = new Charge("m", new Charge.Credits(1), 9_000_000);

  @TempDir private Path folder;

  @Test
  void what_was_voided_is_not_spent_not_even_after_a_restart() {
    try (var bill = Bill.inFile(folder.resolve("bill.jsonl"), CLOCK)) {
      bill.accept(entry("req_1"));
      bill.accept(entry("req_2"));
      bill.takeBack("req_2", "sk-…1", CHARGE);
      bill.takeBack("req_2", "sk-…1", CHARGE);

      assertThat(bill.spentPicoUsd("sk-…1")).isEqualTo(9_000_000);
    }
    try (var bill = Bill.inFile(folder.resolve("bill.jsonl"), CLOCK)) {
      assertThat(bill.spentPicoUsd("sk-…1")).isEqualTo(9_000_000);
    }
  }

  @Test
  void a_bill_that_is_off_knows_what_was_spent_all_the_same() {
    try (var bill = Bill.off()) {
      bill.accept(entry("req_1"));

      assertThat(bill.spentPicoUsd("sk-…1")).isEqualTo(9_000_000);
    }
  }

  private static Entry entry(String id) {
    return new Entry(id, CLOCK.instant(), "openai.chat", "sk-…1", CHARGE, id, 1);
  }
}
