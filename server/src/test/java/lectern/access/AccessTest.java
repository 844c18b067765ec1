package lectern.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lectern.access.Keys.Created;
import lectern.access.Keys.NewKey;
import lectern.access.Keys.Revocation;
import lectern.access.Sessions.SignedIn;
import lectern.access.Workspaces.Making;
import lectern.document.WorkspaceId;
import lectern.pipeline.SettableClock;
import lectern.store.Database;
import lectern.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Keys, sessions, invitations and workspaces on a real database.
class AccessTest {
  private final SettableClock clock = new SettableClock();
  private final List<Runnable> background = new ArrayList<>();
  private Database database;
  private Keys keys;
  private Sessions sessions;
  private Invitations invitations;

  @BeforeEach
  void open() throws Exception {
    database = TestDatabase.fresh();
    restart();
  }

  /// What another process with the same database would have.
  private void restart() {
    keys = keys(clock);
    sessions = new Sessions(database.jdbi(), clock, new SecureRandom(), keys);
    invitations = new Invitations(keys, sessions);
  }

  private Keys keys(Clock time) {
    var lastUses = new LastUses(database.jdbi(), background::add);
    return new Keys(database.jdbi(), time, new SecureRandom(), lastUses);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_key_is_known_by_its_secret_and_kept_without_it() {
    var created = create(Role.EDITOR);

    var caller = keys.caller(created.secret()).orElseThrow();

    assertThat(caller.key()).isEqualTo(created.key().id());
    assertThat(caller.role()).isEqualTo(Role.EDITOR);
    assertThat(caller.via()).isEqualTo(Caller.Via.KEY);
    assertThat(created.secret().text()).startsWith("lk_").hasSize(46);
    assertThat(created.key().hint()).hasSize(4);
    assertThat(rows("select api_key::text from api_key"))
        .noneMatch(row -> row.contains(created.secret().text()));
    assertThat(keys.caller(new Secret("lk_nobody's"))).isEmpty();
    assertThat(keys.caller(new Secret(""))).isEmpty();
  }

  @Test
  void a_key_that_was_looked_up_costs_no_query() {
    var created = create(Role.READER);
    keys.caller(created.secret());

    database.jdbi().useHandle(it -> it.execute("delete from api_key")); // behind its back

    assertThat(keys.caller(created.secret())).isPresent();
  }

  @Test
  void a_revoked_key_ends_at_once_and_so_do_its_sessions() {
    create(Role.ADMIN);
    var created = create(Role.READER);
    var session = sessions.withKey(created.secret()).orElseThrow();
    assertThat(keys.caller(created.secret())).isPresent();
    assertThat(sessions.caller(session.cookie())).isPresent();

    assertThat(keys.revoke(WorkspaceId.LOCAL, created.key().id())).isEqualTo(Revocation.REVOKED);

    assertThat(keys.caller(created.secret())).isEmpty();
    assertThat(sessions.caller(session.cookie())).isEmpty();
    assertThat(rows("select key_id::text from session")).isEmpty();
  }

  @Test
  void a_key_past_its_expiry_ends_and_so_do_its_sessions() {
    var created = create(Role.READER, Optional.of(clock.instant().plus(Duration.ofHours(1))));
    var session = sessions.withKey(created.secret()).orElseThrow();
    assertThat(keys.caller(created.secret())).isPresent();
    assertThat(sessions.caller(session.cookie())).isPresent();
    assertThat(session.lasts()).isEqualTo(Duration.ofHours(1));

    clock.advance(Duration.ofHours(1));

    assertThat(keys.caller(created.secret())).isEmpty();
    assertThat(sessions.caller(session.cookie())).isEmpty();
    assertThat(sessions.withKey(created.secret())).isEmpty();
  }

  @Test
  void the_last_valid_admin_key_stays() {
    var admin = create(Role.ADMIN);
    var expiring = create(Role.ADMIN, Optional.of(clock.instant().plus(Duration.ofHours(1))));
    clock.advance(Duration.ofHours(1));
    create(Role.EDITOR);

    assertThat(keys.revoke(WorkspaceId.LOCAL, admin.key().id())).isEqualTo(Revocation.LAST_ADMIN);
    assertThat(keys.revoke(WorkspaceId.LOCAL, expiring.key().id())).isEqualTo(Revocation.REVOKED);
    create(Role.ADMIN);
    assertThat(keys.revoke(WorkspaceId.LOCAL, admin.key().id())).isEqualTo(Revocation.REVOKED);
    assertThat(keys.revoke(WorkspaceId.LOCAL, admin.key().id())).isEqualTo(Revocation.UNKNOWN);
  }

  @Test
  void a_workspace_has_a_limit_of_keys() {
    database
        .jdbi()
        .useHandle(it ->
            it.execute(
                "insert into api_key select gen_random_uuid(), ?, 'one of many', 'reader',"
                    + " encode(sha256(n::text::bytea), 'hex'), 'hint', now()"
                    + " from generate_series(1, ?) n",
                WorkspaceId.LOCAL.value(),
                Keys.MOST));

    assertThat(keys.create(asked(Role.READER, Optional.empty()))).isInstanceOf(Keys.Full.class);
    assertThat(invitations.create().newKey()).isPresent(); // who starts Lectern is never locked out
  }

  @Test
  void the_last_use_is_written_once_a_minute_and_while_nobody_waits() {
    var created = create(Role.READER);
    var first = clock.instant();

    keys.caller(created.secret());
    clock.advance(Duration.ofSeconds(59));
    keys.caller(created.secret());

    assertThat(lastUse()).isEmpty();
    assertThat(background).hasSize(1);
    background.removeFirst().run();
    assertThat(lastUse()).contains(first);
    clock.advance(Duration.ofSeconds(1));
    keys.caller(created.secret());
    background.removeFirst().run();
    assertThat(lastUse()).contains(first.plusSeconds(60));
  }

  private Optional<Instant> lastUse() {
    return keys.list(WorkspaceId.LOCAL).getFirst().lastUsedAt();
  }

  @Test
  void a_session_ends_after_thirty_days_or_when_told_and_survives_a_restart() {
    var created = create(Role.READER);
    var one = sessions.withKey(created.secret()).orElseThrow();
    var other = sessions.withKey(created.secret()).orElseThrow();
    restart();

    assertThat(sessions.caller(one.cookie()).map(Caller::via)).contains(Caller.Via.SESSION);
    assertThat(sessions.caller(other.cookie())).isPresent();
    sessions.end(one.cookie());
    assertThat(sessions.caller(one.cookie())).isEmpty();
    clock.advance(Duration.ofDays(30));
    assertThat(sessions.caller(other.cookie())).isEmpty();
  }

  @Test
  void a_cookie_is_no_key_and_a_key_no_cookie() {
    var created = create(Role.READER);
    var session = sessions.withKey(created.secret()).orElseThrow();
    assertThat(keys.caller(created.secret())).isPresent();
    assertThat(sessions.caller(session.cookie())).isPresent();

    assertThat(keys.caller(session.cookie())).isEmpty();
    assertThat(sessions.caller(created.secret())).isEmpty();
  }

  @Test
  void the_oldest_session_of_a_key_makes_room_for_one_too_many() {
    var created = create(Role.READER);
    var signedIn = new ArrayList<SignedIn>();
    for (int i = 0; i <= Sessions.MOST; i++) {
      signedIn.add(sessions.withKey(created.secret()).orElseThrow());
      sessions.caller(signedIn.getFirst().cookie());
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(sessions.caller(signedIn.getFirst().cookie())).isEmpty();
    assertThat(sessions.caller(signedIn.get(1).cookie())).isPresent();
    assertThat(sessions.caller(signedIn.getLast().cookie())).isPresent();
    assertThat(rows("select key_id::text from session")).hasSize(Sessions.MOST);
  }

  @Test
  void the_first_start_makes_a_key_and_later_ones_only_invite() {
    var first = invitations.create();
    restart();
    var second = invitations.create();

    var key = first.newKey().orElseThrow();
    assertThat(key.key().role()).isEqualTo(Role.ADMIN);
    assertThat(second.newKey()).isEmpty();
    var caller = sessions.withToken(second.token()).orElseThrow().caller();
    assertThat(caller.key()).isEqualTo(key.key().id());
    assertThat(caller.isOperator()).isTrue();
    assertThat(sessions.withToken(first.token())).isEmpty(); // of the earlier process
  }

  @Test
  void a_start_without_a_valid_admin_key_makes_another() {
    create(Role.EDITOR);

    var invitation = invitations.create();

    assertThat(invitation.newKey().orElseThrow().key().name()).isEqualTo("recovery");
    assertThat(sessions.withToken(invitation.token())).isPresent();
  }

  @Test
  void a_token_signs_in_once_within_a_day() {
    var used = invitations.create().token();
    var old = invitations.create().token();

    assertThat(sessions.withToken(used)).isPresent();
    assertThat(sessions.withToken(used)).isEmpty();
    clock.advance(Duration.ofHours(24));
    assertThat(sessions.withToken(old)).isEmpty();
  }

  @Test
  void a_token_of_a_revoked_key_is_worth_nothing() {
    var admin = create(Role.ADMIN);
    var token = invitations.create().token();
    create(Role.ADMIN);
    keys.revoke(WorkspaceId.LOCAL, admin.key().id());

    assertThat(sessions.withToken(token)).isEmpty();
  }

  @Test
  void a_workspace_comes_with_its_first_admin_and_a_name_is_taken_once() {
    var workspaces = new Workspaces(database.jdbi(), keys);

    var made = (Making.Made) workspaces.make("Blackmoor");

    var caller = keys.caller(made.firstKey().secret()).orElseThrow();
    assertThat(caller.workspace()).isEqualTo(made.workspace().id());
    assertThat(caller.isOperator()).isFalse();
    assertThat(workspaces.make("Blackmoor")).isInstanceOf(Making.NameTaken.class);
    assertThat(workspaces.list())
        .extracting(Workspaces.Workspace::name)
        .containsExactly("local", "Blackmoor");
    assertThat(rows("select name from api_key")).hasSize(1);
  }

  private Created create(Role role) {
    return create(role, Optional.empty());
  }

  private Created create(Role role, Optional<Instant> expiresAt) {
    return (Created) keys.create(asked(role, expiresAt));
  }

  private static NewKey asked(Role role, Optional<Instant> expiresAt) {
    return new NewKey(WorkspaceId.LOCAL, "a key", role, expiresAt);
  }

  private List<String> rows(String query) {
    return database.jdbi().withHandle(it -> it.createQuery(query).mapTo(String.class).list());
  }
}
