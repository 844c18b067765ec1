package lectern.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lectern.document.DocumentId;
import lectern.document.WorkspaceId;
import lectern.library.Collections.Listing;
import lectern.library.Collections.Naming;
import lectern.store.Database;
import lectern.store.Tenancy;
import lectern.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Collections, as a reader of one workspace.
@Timeout(60)
class CollectionsTest {
  private static final WorkspaceId OURS = WorkspaceId.LOCAL;
  private static final WorkspaceId THEIRS = new WorkspaceId(UUID.randomUUID());

  private Database database;
  private Collections collections;

  @BeforeEach
  void open() throws Exception {
    database = TestDatabase.fresh();
    database
        .jdbi()
        .useHandle(it -> it.execute("insert into workspace values (?, 'theirs')", THEIRS.value()));
    collections = new Collections(database.tenantJdbi(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_name_is_given_once_in_a_workspace() {
    var first = created(OURS, "machines");
    var second = created(OURS, "people");

    assertThat(Tenancy.in(OURS, () -> collections.create(" machines ")))
        .isEqualTo(new Naming.NameTaken());
    assertThat(Tenancy.in(OURS, () -> collections.rename(second.id(), "machines")))
        .isEqualTo(new Naming.NameTaken());
    assertThat(Tenancy.in(OURS, () -> collections.rename(first.id(), "machines")))
        .isEqualTo(new Naming.Named(first));
    assertThat(created(THEIRS, "machines").name()).isEqualTo("machines");
    assertThat(Tenancy.in(OURS, () -> collections.rename(second.id(), "persons")))
        .isInstanceOf(Naming.Named.class);
  }

  @Test
  void the_list_goes_on_where_it_ended() {
    var one = created(OURS, "one");
    var two = created(OURS, "two");
    var three = created(OURS, "three");
    created(THEIRS, "theirs");

    var first = Tenancy.in(OURS, () -> collections.list(Optional.empty(), 2));
    var rest = Tenancy.in(OURS, () -> collections.list(first.next(), 2));

    assertThat(first.collections()).containsExactly(one, two);
    assertThat(rest).isEqualTo(new Listing(List.of(three), Optional.empty()));
  }

  @Test
  void a_document_is_in_a_collection_once_and_stays_when_it_is_deleted() {
    var machines = created(OURS, "machines").id();
    var pump = document(OURS);

    assertThat(put(machines, pump)).isTrue();
    assertThat(put(machines, pump)).isTrue();

    assertThat(found(machines).orElseThrow().documents()).isOne();
    assertThat(documentsIn(machines)).containsExactly(pump);
    assertThat(Tenancy.in(OURS, () -> collections.remove(machines, pump))).isTrue();
    assertThat(Tenancy.in(OURS, () -> collections.remove(machines, pump))).isFalse();
    assertThat(documentsIn(machines)).isEmpty();
    put(machines, pump);
    assertThat(Tenancy.in(OURS, () -> collections.delete(machines))).isTrue();
    assertThat(Tenancy.in(OURS, () -> collections.delete(machines))).isFalse();
    assertThat(found(machines)).isEmpty();
    assertThat(documents()).isOne();
  }

  @Test
  void what_is_of_another_workspace_is_not_there() {
    var ours = created(OURS, "ours").id();
    var theirs = created(THEIRS, "theirs").id();
    var ourPump = document(OURS);
    var theirPump = document(THEIRS);
    Tenancy.in(THEIRS, () -> collections.put(theirs, theirPump));

    assertThat(found(theirs)).isEmpty();
    assertThat(put(theirs, ourPump)).isFalse();
    assertThat(put(ours, theirPump)).isFalse();
    assertThat(documentsIn(theirs)).isEmpty();
    assertThat(Tenancy.in(OURS, () -> collections.remove(theirs, theirPump))).isFalse();
    assertThat(Tenancy.in(OURS, () -> collections.delete(theirs))).isFalse();
    assertThat(Tenancy.in(OURS, () -> collections.rename(theirs, "mine")))
        .isEqualTo(new Naming.NoCollection());
    assertThat(Tenancy.in(THEIRS, () -> collections.documentsIn(Set.of(theirs))))
        .containsExactly(theirPump);
  }

  @Test
  void there_are_only_so_many() {
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "insert into collection select gen_random_uuid(), ?, 'n' || n, now()"
                    + " from generate_series(2, ?) n",
                OURS.value(),
                Collections.MOST));

    assertThat(created(OURS, "last").name()).isEqualTo("last");
    assertThat(Tenancy.in(OURS, () -> collections.create("one more")))
        .isEqualTo(new Naming.TooMany());
  }

  @Test
  void a_search_in_too_many_documents_is_refused_rather_than_cut() {
    var big = created(OURS, "big").id();
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute(
              "insert into document (id, workspace_id, sha256, name, size_bytes, received_at)"
                  + " select gen_random_uuid(), ?, lpad(to_hex(n), 64, '0'), 'n', 0, now()"
                  + " from generate_series(0, ?) n",
              OURS.value(),
              Collections.MOST_SEARCHED);
          handle.execute("insert into collection_document select ?, id from document", big.value());
        });

    assertThatThrownBy(() -> documentsIn(big))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("10,000");
  }

  private Collection created(WorkspaceId workspace, String name) {
    return ((Naming.Named) Tenancy.in(workspace, () -> collections.create(name))).collection();
  }

  private DocumentId document(WorkspaceId workspace) {
    var id = DocumentId.create();
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "insert into document (id, workspace_id, sha256, name, size_bytes, received_at)"
                    + " values (?, ?, repeat('0', 64), 'pump.md', 1, now())",
                id.value(),
                workspace.value()));
    return id;
  }

  private int documents() {
    return database
        .jdbi()
        .withHandle(
            it -> it.createQuery("select count(*) from document").mapTo(Integer.class).one());
  }

  private boolean put(CollectionId collection, DocumentId document) {
    return Tenancy.in(OURS, () -> collections.put(collection, document));
  }

  private Set<DocumentId> documentsIn(CollectionId collection) {
    return Tenancy.in(OURS, () -> collections.documentsIn(Set.of(collection)));
  }

  private Optional<Collection> found(CollectionId collection) {
    return Tenancy.in(OURS, () -> collections.find(collection));
  }
}
