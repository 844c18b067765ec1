package lectern.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import lectern.access.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys, sessions and workspaces as they are seen over HTTP.
class DoorTest {
  @TempDir private static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.in(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_link_signs_a_browser_in_once() throws Exception {
    var token = server.lectern.invitations().create().token().text();

    var first = signIn("{\"token\": \"%s\"}".formatted(token));
    var second = signIn("{\"token\": \"%s\"}".formatted(token));

    assertThat(first.statusCode()).isEqualTo(200);
    var session = RunningServer.json(first);
    assertThat(session.path("role").asString()).isEqualTo("admin");
    assertThat(session.path("operator").asBoolean()).isTrue();
    assertThat(session.path("via").asString()).isEqualTo("session");
    assertThat(session.path("workspace").path("name").asString()).isEqualTo("local");
    assertThat(first.headers().firstValue("Set-Cookie").orElseThrow())
        .matches(
            "lectern_session=ls_[\\w-]{43}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict");
    assertThat(second.statusCode()).isEqualTo(401);
    assertThat(RunningServer.json(second).path("detail").asString())
        .contains("used already", "sign in with a key");
  }

  @Test
  void a_session_is_as_good_as_its_key_until_it_signs_out() throws Exception {
    var cookie = cookieOf(server.key(server.adminKey, Role.READER));

    var there = server.send(browser("/api/v1/session", cookie).build());
    var out =
        server.send(
            browser("/api/v1/session", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .DELETE()
                .build());
    var gone = server.send(browser("/api/v1/session", cookie).build());

    assertThat(there.statusCode()).isEqualTo(200);
    assertThat(RunningServer.json(there).path("role").asString()).isEqualTo("reader");
    assertThat(out.statusCode()).isEqualTo(204);
    assertThat(out.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("lectern_session=; ")
        .contains("Max-Age=0");
    assertThat(gone.statusCode()).isEqualTo(401);
  }

  @Test
  void a_browser_that_came_by_tls_keeps_its_cookie_to_tls() throws Exception {
    var request =
        posting("/api/v1/session", "{\"key\": \"%s\"}".formatted(server.adminKey))
            .header("Origin", "https://lectern.example.org")
            .header("Sec-Fetch-Site", "same-origin");

    assertThat(server.send(request.build()).headers().firstValue("Set-Cookie").orElseThrow())
        .endsWith("; Secure");
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, same-origin, 204",
    "Sec-Fetch-Site, same-site, 403",
    "Sec-Fetch-Site, cross-site, 403",
    "Sec-Fetch-Site, none, 403",
    "Origin, http://HOST, 204",
    "Origin, https://evil.example, 403",
    "Origin, null, 403",
    "Origin, not an address, 403",
    "X-Nothing, at all, 403",
  })
  void a_session_acts_for_our_own_pages_only(String header, String value, int status)
      throws Exception {
    var cookie = cookieOf(server.adminKey);
    var host = "127.0.0.1:" + server.port();
    var request =
        browser("/api/v1/session", cookie).header(header, value.replace("HOST", host)).DELETE();

    var response = server.send(request.build());

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body())
        .satisfiesAnyOf(
            body -> assertThat(body).isEmpty(), body -> assertThat(body).contains("cross-site"));
    var after = server.send(browser("/api/v1/session", cookie).build()).statusCode();
    assertThat(after).isEqualTo(status == 204 ? 401 : 200);
  }

  @Test
  void another_site_cannot_sign_a_browser_in() throws Exception {
    var request =
        posting("/api/v1/session", "{\"key\": \"%s\"}".formatted(server.adminKey))
            .header("Sec-Fetch-Site", "cross-site");

    var response = server.send(request.build());

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"token\": null, \"key\": null}",
        "{\"token\": \"lt_x\", \"key\": \"lk_x\"}",
        "[]",
        "{\"cookie\": \"x\"}"
      })
  void a_sign_in_without_one_proof_is_refused(String body) throws Exception {
    assertThat(signIn(body).statusCode()).isEqualTo(400);
  }

  @Test
  void what_is_no_key_is_told_so() throws Exception {
    var basic = server.request("/api/v1/session", "").setHeader("Authorization", "Basic YTpi");
    var lower =
        server.request("/api/v1/session").setHeader("Authorization", "bearer " + server.adminKey);

    var response = server.send(basic.build());

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(server.send(lower.build()).statusCode()).isEqualTo(200);
  }

  @Test
  void a_key_is_made_listed_and_revoked() throws Exception {
    var made =
        server.send(
            "POST",
            "/api/v1/keys",
            "{\"name\": \" nightly \", \"role\": \"editor\", \"expiresAt\":"
                + " \"2090-01-31T12:00:00+01:00\"}");
    var key = RunningServer.json(made).path("key");
    var id = key.path("id").asString();

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(key.path("name").asString()).isEqualTo("nightly");
    assertThat(key.path("expiresAt").asString()).isEqualTo("2090-01-31T11:00:00Z");
    assertThat(key.path("lastUsedAt").isNull()).isTrue();
    var secret = RunningServer.json(made).path("secret").asString();
    assertThat(secret).startsWith("lk_").endsWith(key.path("hint").asString());
    assertThat(server.get("/api/v1/keys").body()).contains(id).doesNotContain(secret);
    assertThat(server.send("DELETE", "/api/v1/keys/" + id, "").statusCode()).isEqualTo(204);
    assertThat(server.send(server.request("/api/v1/session", secret).build()).statusCode())
        .isEqualTo(401);
    assertThat(server.send("DELETE", "/api/v1/keys/" + id, "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name': '', 'role': 'reader'}",
        "{'name': null, 'role': 'reader'}",
        "{'role': 'reader'}",
        "{'name': 'two\\nlines', 'role': 'reader'}",
        "{'name': 'turned \\u202e', 'role': 'reader'}",
        "{'name': 'half \\ud83d', 'role': 'reader'}",
        "{'name': 'x', 'role': 'READER'}",
        "{'name': 'x', 'role': null}",
        "{'name': 'x', 'role': 'reader', 'expiresAt': 'tomorrow'}",
        "{'name': 'x', 'role': 'reader', 'expiresAt': '2001-01-31T12:00:00Z'}",
        "{'name': 'x', 'role': 'reader', 'expiresAt': '+999999999-01-31T12:00:00Z'}",
        "{'name': 'x', 'role': 'reader', 'expiresAt': 17}",
        "{'name': 'x', 'role': 'reader', 'secret': 'mine'}"
      })
  void a_key_that_cannot_be_is_refused(String body) throws Exception {
    var response = server.send("POST", "/api/v1/keys", body.replace('\'', '"'));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(RunningServer.json(response).path("type").asString())
        .isEqualTo("/problems/invalid-body");
  }

  @Test
  void the_last_admin_key_of_a_workspace_stays() throws Exception {
    var tenant = server.workspace("with one admin");
    var listed = server.send(server.request("/api/v1/keys", tenant.adminKey()).build());
    var key = RunningServer.json(listed).path("keys").path(0);

    var response =
        server.send(
            server
                .request("/api/v1/keys/" + key.path("id").asString(), tenant.adminKey())
                .DELETE()
                .build());

    assertThat(key.path("current").asBoolean()).isTrue();
    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(RunningServer.json(response).path("detail").asString()).contains("another one");
  }

  @Test
  void a_workspace_has_a_name_of_its_own() throws Exception {
    server.workspace("Blackmoor");

    var again = server.send("POST", "/api/v1/workspaces", "{\"name\": \"Blackmoor\"}");

    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(server.get("/api/v1/workspaces").body()).contains("\"local\"", "\"Blackmoor\"");
  }

  @Test
  void a_key_over_its_limit_is_told_when_to_come_back() throws Exception {
    var settings = Map.of("LECTERN_SERVER_REQUESTS_PER_MINUTE", "2");
    try (var slow = RunningServer.in(folder.resolve("slow"), settings)) {
      slow.get("/api/v1/session");
      slow.get("/api/v1/session");

      var response = slow.get("/api/v1/session");

      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(response.headers().firstValueAsLong("Retry-After").orElseThrow())
          .isBetween(1L, 30L);
      assertThat(slow.get("/api/v1/health/live").statusCode()).isEqualTo(200);
    }
  }

  private static String cookieOf(String key) throws IOException, InterruptedException {
    var response = signIn("{\"key\": \"%s\"}".formatted(key));
    return response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  private static HttpResponse<String> signIn(String body) throws IOException, InterruptedException {
    return server.send(posting("/api/v1/session", body).build());
  }

  private static HttpRequest.Builder posting(String path, String body) {
    return HttpRequest.newBuilder(server.uri(path))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private static HttpRequest.Builder browser(String path, String cookie) {
    return HttpRequest.newBuilder(server.uri(path)).header("Cookie", cookie);
  }
}
