package lectern.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What all of OpenAI's endpoints have in common: paths, keys, headers, and how a request is
/// denied.
class OpenAiTest extends Rigged {
  @Test
  void a_client_whose_base_url_lacks_v1_is_served_all_the_same() throws Exception {
    var bare = URI.create(rig.simulator.openAiUrl().toString().replace("/v1", "/models"));

    var answer = rig.send(rig.request("/").uri(bare));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(rig.get("/models").body());
  }

  @Test
  void every_answer_tells_request_time_version_and_organisation_errors_too() throws Exception {
    for (var path : new String[] {"/models", "/models/none", "/no/such/path"}) {
      var headers = rig.get(path).headers();

      assertThat(headers.firstValue("x-request-id").orElse("")).startsWith("req_");
      assertThat(headers.firstValue("openai-processing-ms").orElse("")).containsOnlyDigits();
      assertThat(headers.firstValue("openai-version")).hasValue("2020-10-01");
    }
    assertThat(rig.get("/models").headers().firstValue("openai-organization").orElse(""))
        .startsWith("org-");
  }

  @Test
  void organisation_and_project_are_those_the_client_names() throws Exception {
    var answer =
        rig.send(
            rig.request("/models")
                .header("OpenAI-Organization", "org-mine")
                .header("OpenAI-Project", "proj_mine"));

    assertThat(answer.headers().firstValue("openai-organization")).hasValue("org-mine");
    assertThat(answer.headers().firstValue("openai-project")).hasValue("proj_mine");
  }

  @Test
  void a_missing_key_is_told_apart_from_a_wrong_one() throws Exception {
    var missing = rig.send(rig.bare("/models"));
    var basic = rig.send(rig.bare("/models").header("Authorization", "Basic c2stYWJjOg=="));
    var azure = rig.send(rig.bare("/models").header("api-key", Rig.KEY));
    var wrong =
        rig.send(
            rig.bare("/models").header("Authorization", "Bearer pk-abcdefghijklmnopqrstuvwxyz"));

    for (var none : new java.net.http.HttpResponse<?>[] {missing, basic, azure}) {
      assertThat(none.statusCode()).isEqualTo(401);
      assertThat(none.body().toString()).contains("You didn't provide an API key", "\"code\":null");
    }
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(Rig.error(wrong).path("code").asString()).isEqualTo("invalid_api_key");
  }

  @Test
  void a_wrong_key_is_shown_to_nobody_whole() throws Exception {
    var answer =
        rig.send(
            rig.bare("/models").header("Authorization", "Bearer pk-abcdefghijklmnopqrstuvwxyz"));

    assertThat(Rig.error(answer).path("message").asString())
        .matches("Incorrect API key provided: pk-abcd\\*{18}wxyz\\. .*");
    assertThat(Credentials.starred("abc")).isEqualTo("***");
    assertThat(Credentials.starred("")).isEmpty();
  }

  @Test
  void the_bill_and_the_logs_can_tell_keys_apart_but_not_learn_them() throws Exception {
    rig.post(
        "/embeddings",
        """
        {"model": "text-embedding-3-small", "input": "Hi"}
        """);

    assertThat(rig.simulator.bill().entries().getFirst().key()).matches("sk-…[0-9a-f]{8}");
  }

  @Test
  void an_unknown_path_is_a_404_and_a_wrong_method_a_405_in_the_vendors_shape() throws Exception {
    var unknown = rig.get("/no/such/path");
    var wrongMethod = rig.get("/embeddings");

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(Rig.error(unknown).path("message").asString())
        .isEqualTo("Invalid URL (GET /v1/no/such/path)");
    assertThat(wrongMethod.statusCode()).isEqualTo(405);
    assertThat(Rig.error(wrongMethod).path("code").asString()).isEqualTo("method_not_supported");
  }

  @Test
  void a_body_that_is_no_json_is_a_400() throws Exception {
    var broken = rig.post("/chat/completions", "{\"model\": ");
    var text =
        rig.send(
            rig.request("/chat/completions")
                .header("content-type", "text/plain")
                .POST(BodyPublishers.ofString("Hello")));

    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(Rig.error(broken).path("message").asString()).startsWith("We could not parse");
    assertThat(text.statusCode()).isEqualTo(400);
    assertThat(Rig.error(text).path("code").asString()).isEqualTo("unsupported_content_type");
  }

  @Test
  void a_model_can_be_looked_up_by_family_and_by_snapshot() throws Exception {
    var list = Rig.json(rig.get("/models"));
    var one = Rig.json(rig.get("/models/gpt-4o-2024-08-06"));

    assertThat(list.path("data").findValuesAsString("id"))
        .contains("gpt-4o", "gpt-4o-2024-08-06", "text-embedding-3-small", "gpt-6-sol");
    assertThat(one.toString())
        .isEqualTo(
            """
            {"id":"gpt-4o-2024-08-06","object":"model","created":1715558400,"owned_by":"system"}\
            """);
  }

  @Test
  void a_model_that_does_not_exist_is_a_404() throws Exception {
    var answer = rig.get("/models/gpt-99");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Rig.error(answer).path("code").asString()).isEqualTo("model_not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%2Fb", "..%2F..%2Fetc%2Fpasswd", "%2e", "%ff", "a;b"})
  void an_id_that_no_file_has_is_a_404_however_it_is_written(String id) throws Exception {
    var response = rig.get("/files/" + id);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(Rig.error(response).path("type").asString()).isEqualTo("invalid_request_error");
  }
}
