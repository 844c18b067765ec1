package lectern.simulator.bill;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Every accepted request, once, in lines that are only ever added. Any number of threads may write
/// and read.
///
/// In a file it survives a crash; in memory it lives as long as the simulator; off, it records
/// nothing and knows only what each key has spent. A bill in a file keeps in memory only how often
/// each fingerprint occurred (some 200 bytes an entry); whoever reads entries or sums reads the
/// file from its beginning.
public final class Bill implements AutoCloseable {
  /// More entries than a day of heavy tests makes; their fingerprints take 200 MB of memory.
  static final long MAX_ENTRIES_IN_FILE = 1_000_000;

  /// More than any test needs that did not ask for a file; they take 60 MB.
  static final long MAX_ENTRIES_IN_MEMORY = 100_000;

  private final Optional<Journal> journal;
  private final InstantSource clock;
  private final long limit;
  private final AtomicLong accepted = new AtomicLong();
  private final Map<String, Integer> occurrences = new ConcurrentHashMap<>();
  private final Map<String, Long> spent = new ConcurrentHashMap<>();
  private final Set<String> voided = ConcurrentHashMap.newKeySet();

  private Bill(Optional<Journal> journal, InstantSource clock, long limit) {
    this.journal = journal;
    this.clock = clock;
    this.limit = limit;
    journal.ifPresent(this::countAll);
  }

  private void countAll(Journal lines) {
    lines.replay(line -> {
      switch (line) {
        case Line.Accepted(var entry) -> count(entry);
        case Line.Noted(var id, var outcome, _) -> {
          if (outcome == Outcome.VOIDED) {
            voided.add(id);
          }
        }
      }
    });
    if (!voided.isEmpty()) {
      lines.replay(line -> {
        if (line instanceof Line.Accepted(var entry) && voided.contains(entry.id())) {
          spend(entry.key(), -entry.charge().picoUsd());
        }
      });
    }
  }

  /// What became of an answer.
  public enum Outcome {
    /// Handed to the network whole.
    DELIVERED,
    /// Not, or not whole.
    LOST,
    /// Taken back: nothing is to be paid. It stays so, whatever becomes of the answer.
    VOIDED;

    private static Outcome latest(Outcome earlier, Outcome later) {
      return earlier == VOIDED ? VOIDED : later;
    }
  }

  /// An entry, and what became of its answer as far as that is known yet.
  public record Posted(Entry entry, Optional<Outcome> outcome) {}

  /// Some of the entries.
  ///
  /// @param next how many entries to pass over for those that follow; empty when there are none
  public record Page(List<Posted> entries, Optional<Long> next) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /// A bill that is gone when the simulator is.
  public static Bill inMemory(InstantSource clock) {
    return new Bill(Optional.of(new MemoryJournal()), clock, MAX_ENTRIES_IN_MEMORY);
  }

  /// A bill in a file, which is made if it is not there and else continued.
  ///
  /// @throws WrongBill when the file is no bill, or another simulator has it
  public static Bill inFile(Path file, InstantSource clock) {
    return new Bill(Optional.of(FileJournal.open(file)), clock, MAX_ENTRIES_IN_FILE);
  }

  /// Records nothing.
  public static Bill off() {
    return new Bill(Optional.empty(), () -> Instant.EPOCH, 0);
  }

  /// Whether it records anything.
  public boolean isKept() {
    return journal.isPresent();
  }

  /// Puts the entry on the bill; when this returns, a bill in a file will survive a crash.
  ///
  /// @throws RuntimeException when the bill is full or closed, or its file can no longer be written
  public void accept(Entry entry) {
    if (journal.isEmpty()) {
      spend(entry.key(), entry.charge().picoUsd());
      return;
    }
    if (accepted.get() >= limit) {
      throw new IllegalStateException(
          "the bill is full with %,d entries; begin another".formatted(limit));
    }
    count(entry);
    journal.get().append(new Line.Accepted(entry));
  }

  private void count(Entry entry) {
    accepted.incrementAndGet();
    occurrences.merge(entry.fingerprint(), entry.occurrence(), Math::max);
    spend(entry.key(), entry.charge().picoUsd());
  }

  private void spend(String key, long picoUsd) {
    spent.merge(key, picoUsd, Long::sum);
  }

  /// Notes that nothing is to be paid for the entry with that id after all.
  ///
  /// @param key that was to pay, masked
  public void takeBack(String id, String key, Charge charge) {
    if (voided.add(id)) {
      spend(key, -charge.picoUsd());
      note(id, Outcome.VOIDED);
    }
  }

  /// Notes what became of the answer to the entry with that id. It may be lost in a crash: then it
  /// is not known.
  public void note(String id, Outcome outcome) {
    journal.ifPresent(lines -> lines.append(new Line.Noted(id, outcome, clock.instant())));
  }

  /// The highest occurrence of the fingerprint on the bill, also from before the start; 0 if none.
  public int occurrences(String fingerprint) {
    return occurrences.getOrDefault(fingerprint, 0);
  }

  /// What a key has spent, also before the start; what was voided does not count.
  ///
  /// @param key masked
  public long spentPicoUsd(String key) {
    return spent.getOrDefault(key, 0L);
  }

  /// How many entries there are.
  public long count() {
    return accepted.get();
  }

  /// All entries in the order in which they were accepted.
  public List<Entry> entries() {
    var entries = new ArrayList<Entry>();
    read(line -> {
      if (line instanceof Line.Accepted(var entry)) {
        entries.add(entry);
      }
    });
    return entries;
  }

  /// What became of the answer, as far as that is known yet.
  public Optional<Outcome> outcome(String id) {
    var outcomes = new LinkedHashMap<String, Outcome>();
    read(line -> {
      if (line instanceof Line.Noted(var noted, var outcome, _) && noted.equals(id)) {
        outcomes.merge(noted, outcome, Outcome::latest);
      }
    });
    return Optional.ofNullable(outcomes.get(id));
  }

  /// The entries that follow the first `skipped`, in order, at most so many.
  public Page page(long skipped, int limit) {
    var wanted = new LinkedHashMap<String, Entry>();
    var outcomes = new LinkedHashMap<String, Outcome>();
    var passed = new AtomicLong();
    read(line -> {
      switch (line) {
        case Line.Accepted(var entry) -> {
          var number = passed.getAndIncrement();
          if (number >= skipped && number < skipped + limit) {
            wanted.put(entry.id(), entry);
          }
        }
        case Line.Noted(var id, var outcome, _) -> {
          // An entry may be voided before it is on the bill: a cached job fails at once.
          if (wanted.containsKey(id) || outcome == Outcome.VOIDED) {
            outcomes.merge(id, outcome, Outcome::latest);
          }
        }
      }
    });
    var posted =
        wanted.values().stream()
            .map(entry -> new Posted(entry, Optional.ofNullable(outcomes.get(entry.id()))))
            .toList();
    var end = skipped + limit;
    return new Page(posted, end < passed.get() ? Optional.of(end) : Optional.empty());
  }

  /// What is to be paid. What was voided does not count.
  public Sums sums() {
    var sums = new Sums();
    payable(sums::add);
    return sums;
  }

  /// What was paid more than once: the same request with the same key. What was voided does not
  /// count.
  public List<Duplicate> duplicates() {
    var times = new LinkedHashMap<Duplicate.Payment, Integer>();
    payable(entry -> times.merge(Duplicate.Payment.of(entry), 1, Integer::sum));
    times.values().removeIf(count -> count == 1);
    var duplicates = new LinkedHashMap<Duplicate.Payment, Duplicate>();
    payable(entry -> {
      var payment = Duplicate.Payment.of(entry);
      if (times.containsKey(payment)) {
        duplicates.merge(payment, Duplicate.first(entry), (known, _) -> known.and(entry));
      }
    });
    return List.copyOf(duplicates.values());
  }

  /// Gives all entries that are to be paid, in order: those that were not voided.
  public void payable(Consumer<Entry> reader) {
    var voided = new HashSet<String>();
    read(line -> {
      if (line instanceof Line.Noted(var id, Outcome outcome, _) && outcome == Outcome.VOIDED) {
        voided.add(id);
      }
    });
    read(line -> {
      if (line instanceof Line.Accepted(var entry) && !voided.contains(entry.id())) {
        reader.accept(entry);
      }
    });
  }

  private void read(Consumer<Line> reader) {
    journal.ifPresent(lines -> lines.replay(reader));
  }

  /// Writes what is left to be written. What is noted later is dropped.
  @Override
  public void close() {
    journal.ifPresent(Journal::close);
  }
}
