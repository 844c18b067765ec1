package lectern.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import lectern.document.Document;
import lectern.document.DocumentId;
import lectern.document.Format;
import lectern.document.JobState;
import lectern.document.WorkspaceId;
import lectern.index.SearchIndex.Scope;
import lectern.library.Collections.Naming;
import lectern.library.Library.Changing;
import lectern.library.Library.Retrying;
import lectern.library.Query.Direction;
import lectern.library.Query.Filter;
import lectern.library.Query.Order;
import lectern.library.Query.Position;
import lectern.library.Query.Sort;
import lectern.pipeline.Pipeline;
import lectern.pipeline.Removal.Outcome;
import lectern.pipeline.WordModel;
import lectern.pipeline.Workbench;
import lectern.store.Tenancy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Listing, naming, tagging and deleting documents, as a reader of one workspace.
@Timeout(60)
class LibraryTest {
  private static final WorkspaceId OURS = WorkspaceId.LOCAL;
  private static final WorkspaceId THEIRS = new WorkspaceId(UUID.randomUUID());
  private static final Order BY_NAME = new Order(Sort.NAME, Direction.ASCENDING);

  @TempDir private Path folder;

  private Workbench bench;
  private Pipeline pipeline;
  private Library library;
  private Collections collections;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(folder, new WordModel());
    bench
        .jdbi()
        .useHandle(it -> it.execute("insert into workspace values (?, 'theirs')", THEIRS.value()));
    pipeline = bench.pipeline();
    library = new Library(bench.database.tenantJdbi(), pipeline);
    collections = new Collections(bench.database.tenantJdbi(), bench.clock);
  }

  @AfterEach
  void close() {
    pipeline.close();
    bench.close();
  }

  @ParameterizedTest
  @EnumSource
  void each_order_is_kept_over_all_pages_both_ways(Sort sort) throws Exception {
    var names = List.of("b.md", "A.md", "c.md", "B.md", "a.md");
    for (var name : names) {
      bench.received(name, "The text of " + name + name.repeat(names.indexOf(name) % 3));
    }
    bench.received(THEIRS, "theirs.md", "not ours");

    var up = all(new Order(sort, Direction.ASCENDING));
    var down = all(new Order(sort, Direction.DESCENDING));

    assertThat(up).hasSize(5).doesNotHaveDuplicates();
    assertThat(down).isEqualTo(up.reversed());
    if (sort == Sort.NAME) {
      assertThat(up).extracting(name -> name.toLowerCase(Locale.ROOT)).isSorted();
    }
  }

  private List<String> all(Order order) {
    var names = new ArrayList<String>();
    Optional<Position> after = Optional.empty();
    do {
      var query = new Query(Filter.NONE, order, after, 2);
      var listing = Tenancy.in(OURS, () -> library.list(query));
      assertThat(listing.total()).isEqualTo(5);
      names.addAll(names(listing));
      after = listing.next();
    } while (after.isPresent());
    return names;
  }

  @Test
  void filters_narrow_together() throws Exception {
    var pump = bench.received("100%_pump.md", "The pump needs oil.");
    var boiler = bench.received("boiler 100.md", "The boiler needs water.");
    var blank = bench.received("blank.md", " ");
    pipeline.start();
    pipeline.await(List.of(pump.id(), boiler.id(), blank.id()));
    var machines = created("machines").id();
    change(pump, new Change(Optional.empty(), tags("wet", "oily"), Optional.of(Set.of(machines))));
    change(boiler, new Change(Optional.empty(), tags("hot", "wet"), Optional.empty()));

    assertThat(names(filter(Set.of(JobState.FAILED), Set.of(), Optional.empty())))
        .containsExactly("blank.md");
    assertThat(names(filter(Set.of(), Set.of("hot", "oily"), Optional.empty()))).hasSize(2);
    assertThat(names(filter(Set.of(), Set.of("hot"), Optional.of("PUMP")))).isEmpty();
    assertThat(names(filter(Set.of(), Set.of(), Optional.of("0%_")))).hasSize(1);
    assertThat(names(filter(Set.of(), Set.of(), Optional.of("!")))).isEmpty();
    assertThat(names(list(of(Set.of(Format.MARKDOWN), Set.of(machines)))))
        .containsExactly("100%_pump.md");
    assertThat(names(list(of(Set.of(Format.PDF), Set.of())))).isEmpty();
  }

  private Listing filter(Set<JobState> states, Set<String> tags, Optional<String> name) {
    return list(new Filter(states, Set.of(), tags, Set.of(), name));
  }

  private static Filter of(Set<Format> formats, Set<CollectionId> collections) {
    return new Filter(Set.of(), formats, Set.of(), collections, Optional.empty());
  }

  private Listing list(Filter filter) {
    var query = new Query(filter, BY_NAME, Optional.empty(), Query.MOST_LISTED);
    return Tenancy.in(OURS, () -> library.list(query));
  }

  @ParameterizedTest
  @CsvSource({
    "SIZE_BYTES, many",
    "SIZE_BYTES, 99999999999999999999",
    "RECEIVED_AT, yesterday",
    "RECEIVED_AT, +999999999-12-31T23:59:59Z",
    "RECEIVED_AT, -9999-01-01T00:00:00Z"
  })
  void a_position_of_another_list_is_refused(Sort sort, String value) {
    var position = Optional.of(new Position(value, DocumentId.create()));
    var order = new Order(sort, Direction.ASCENDING);

    assertThatThrownBy(() -> new Query(Filter.NONE, order, position, 10))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("list from the start");
  }

  @Test
  void a_renamed_document_is_found_by_its_new_name_and_never_lost_in_between() throws Exception {
    var document = bench.received("pump.md", "Needs oil.");
    pipeline.start();
    pipeline.await(List.of(document.id()));

    var changing = change(document, renamed("folder/turbine.md"));

    assertThat(changing).isInstanceOf(Changing.Changed.class);
    assertThat(entry(document).status().document().name()).isEqualTo("turbine.md");
    assertThat(hits("oil")).isOne();
    pipeline.await(List.of(document.id()));
    assertThat(entry(document).status().state()).isEqualTo(JobState.READY);
    assertThat(hits("turbine")).isOne();
    assertThat(hits("pump")).isZero();
  }

  @Test
  void a_crash_after_renaming_leaves_a_document_that_is_indexed_at_the_next_start()
      throws Exception {
    var document = bench.received("pump.md", "Needs oil.");
    bench.travel(document);
    change(document, renamed("turbine.md"));
    assertThat(entry(document).status().state()).isEqualTo(JobState.INDEXING);
    assertThat(hits("pump")).isOne();

    bench.travel(document);

    assertThat(hits("turbine")).isOne();
    assertThat(entry(document).status().state()).isEqualTo(JobState.READY);
  }

  @Test
  void the_same_name_again_is_no_work() throws Exception {
    var document = bench.received("pump.md", "Needs oil.");
    bench.travel(document);

    change(document, renamed("pump.md"));

    assertThat(entry(document).status().state()).isEqualTo(JobState.READY);
  }

  private int hits(String question) {
    return bench.index.lexical(question, Scope.all(OURS), 10).size();
  }

  @Test
  void a_change_says_when_it_was_and_leaves_the_rest() throws Exception {
    var document = bench.received("pump.md", "Needs oil.");
    var machines = created("machines").id();
    change(document, new Change(Optional.empty(), tags("wet"), Optional.of(Set.of(machines))));
    bench.clock.advance(Duration.ofSeconds(5));

    change(document, new Change(Optional.empty(), tags("dry", "dry"), Optional.empty()));

    var entry = entry(document);
    assertThat(entry.tags().words()).containsExactly("dry");
    assertThat(entry.collections()).containsExactly(machines);
    assertThat(entry.changedAt()).isEqualTo(bench.clock.instant());
    change(document, new Change(Optional.empty(), Optional.empty(), Optional.of(Set.of())));
    assertThat(entry(document).collections()).isEmpty();
  }

  @Test
  void what_is_of_another_workspace_is_not_there() throws Exception {
    var theirs = bench.received(THEIRS, "theirs.md", "Not ours.");
    var ours = bench.received("ours.md", "Ours.");
    var named = Tenancy.in(THEIRS, () -> collections.create("theirs"));
    var theirCollection = ((Naming.Named) named).collection().id();

    assertThat(Tenancy.in(OURS, () -> library.find(theirs.id()))).isEmpty();
    assertThat(change(theirs, renamed("mine.md"))).isEqualTo(new Changing.NoDocument());
    assertThat(Tenancy.in(OURS, () -> library.delete(theirs.id()))).isEqualTo(Outcome.UNKNOWN);
    assertThat(Tenancy.in(OURS, () -> library.retry(theirs.id())))
        .isEqualTo(new Retrying.NoDocument());
    var into = Optional.of(Set.of(theirCollection));
    assertThat(change(ours, new Change(Optional.of("b.md"), Optional.empty(), into)))
        .isEqualTo(new Changing.NoCollection());
    assertThat(entry(ours).status().document().name()).isEqualTo("ours.md");
  }

  @Test
  void only_what_failed_is_tried_again() throws Exception {
    var blank = bench.received("blank.md", " ");
    var good = bench.received("good.md", "text");
    bench.travel(blank, good);

    var retried = Tenancy.in(OURS, () -> library.retry(blank.id()));
    var left = Tenancy.in(OURS, () -> library.retry(good.id()));

    assertThat(retried).isInstanceOf(Retrying.Begun.class);
    assertThat(entry(blank).status().state()).isEqualTo(JobState.RECEIVED);
    assertThat(left).isEqualTo(new Retrying.NoReason());
  }

  @Test
  void a_deleted_document_is_not_listed() throws Exception {
    var document = bench.received("pump.md", "Needs oil.");

    assertThat(Tenancy.in(OURS, () -> library.delete(document.id()))).isEqualTo(Outcome.REMOVED);

    assertThat(list(Filter.NONE).entries()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\nb", "\u202e", "\u0000"})
  void a_tag_or_name_that_nobody_can_read_is_refused(String word) {
    assertThatThrownBy(() -> Tags.of(List.of(word))).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> renamed(word)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> Tenancy.in(OURS, () -> collections.create(word)))
        .isInstanceOf(Refused.class);
  }

  @Test
  void tags_have_limits() {
    var most = IntStream.range(0, Tags.MOST).mapToObj(Integer::toString).toList();
    var more = IntStream.rangeClosed(0, Tags.MOST).mapToObj(Integer::toString).toList();

    assertThat(Tags.of(most).words()).isEqualTo(most);
    assertThatThrownBy(() -> Tags.of(more)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> Tags.of(List.of("x".repeat(Tags.MAX_CHARS + 1))))
        .isInstanceOf(Refused.class);
  }

  private Collection created(String name) {
    return ((Naming.Named) Tenancy.in(OURS, () -> collections.create(name))).collection();
  }

  private Changing change(Document document, Change change) {
    return Tenancy.in(OURS, () -> library.change(document.id(), change));
  }

  private static Change renamed(String name) {
    return new Change(Optional.of(name), Optional.empty(), Optional.empty());
  }

  private static Optional<Tags> tags(String... words) {
    return Optional.of(Tags.of(List.of(words)));
  }

  private Entry entry(Document document) {
    return Tenancy.in(OURS, () -> library.find(document.id())).orElseThrow();
  }

  private static List<String> names(Listing listing) {
    return listing.entries().stream().map(entry -> entry.status().document().name()).toList();
  }
}
