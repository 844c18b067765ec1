// How npm's openai takes what goes wrong. The trouble is chosen by name, see plan.yaml.
import assert from "node:assert/strict";
import { test } from "node:test";
import OpenAI from "openai";
import { all, openai } from "./clients.mjs";

const question = {
  model: "gpt-4o-mini",
  messages: [{ role: "user", content: "Tell me three things about lecterns." }],
};

function ask(client) {
  return client.chat.completions.create(question);
}

async function stream(client) {
  return all(await client.chat.completions.create({ ...question, stream: true }));
}

for (const [trouble, type, status] of [
  ["no_model_access", OpenAI.PermissionDeniedError, 403],
  ["conflict", OpenAI.ConflictError, 409],
  ["unprocessable", OpenAI.UnprocessableEntityError, 422],
  ["rate_limit", OpenAI.RateLimitError, 429],
  ["insufficient_quota", OpenAI.RateLimitError, 429],
  ["server_error", OpenAI.InternalServerError, 500],
  ["html", OpenAI.InternalServerError, 502],
]) {
  test(`${trouble} is the client's own ${type.name}`, async () => {
    await assert.rejects(ask(openai(trouble)), (error) => {
      assert.ok(error instanceof type, `${error}`);
      assert.equal(error.status, status);
      if (trouble !== "html") assert.match(error.requestID, /^req_/); // a proxy has none
      return true;
    });
  });
}

test("a missing field is a bad request", async () => {
  const mute = openai().chat.completions.create({ model: "gpt-4o-mini", messages: [] });

  await assert.rejects(
    mute,
    (error) => error instanceof OpenAI.BadRequestError && error.param === "messages",
  );
});

test("an unknown model is not found", async () => {
  const unknown = openai().chat.completions.create({ ...question, model: "gpt-0" });

  await assert.rejects(
    unknown,
    (error) => error instanceof OpenAI.NotFoundError && error.code === "model_not_found",
  );
});

test("without a key nobody is served", async () => {
  const stranger = openai("", { defaultHeaders: { Authorization: null } });

  await assert.rejects(ask(stranger), OpenAI.AuthenticationError);
});

test("a reset connection is a connection error", async () => {
  await assert.rejects(ask(openai("reset")), OpenAI.APIConnectionError);
});

test("headers that never come are a timeout", async () => {
  await assert.rejects(ask(openai("hang", { timeout: 300 })), OpenAI.APIConnectionTimeoutError);
});

test("an error object inside the stream is an APIError without status", async () => {
  await assert.rejects(stream(openai("error_inside")), (error) => {
    assert.ok(error instanceof OpenAI.APIError, `${error}`);
    assert.equal(error.status, undefined);
    return true;
  });
});

test("error null in a chunk is tolerated in Node", async () => {
  const chunks = await stream(openai("error_null"));

  assert.equal(chunks.at(-1).choices[0].finish_reason, "stop");
});

test("a stream closed without finish_reason ends normally", async () => {
  const chunks = await stream(openai("cut"));

  assert.ok(chunks.length > 0);
  assert.ok(chunks.every((chunk) => !chunk.choices[0].finish_reason));
});

test("a missing [DONE] is tolerated", async () => {
  const chunks = await stream(openai("no_done"));

  assert.equal(chunks.at(-1).choices[0].finish_reason, "stop");
});

test("the client tries twice again, counts it in a header, and gets its answer", async () => {
  const answer = await ask(openai("twice", { maxRetries: 2 }));

  assert.ok(answer.choices[0].message.content);
  await assert.rejects(ask(openai("twice", { maxRetries: 1 })), OpenAI.RateLimitError);
});

test("x-should-retry false stops what would be tried again", async () => {
  const started = performance.now();

  await assert.rejects(ask(openai("final", { maxRetries: 5 })), OpenAI.InternalServerError);
  assert.ok(performance.now() - started < 400, "no pause of the client's own fits into this");
});

test("the limits stand in the headers, and the raw answer can be had", async () => {
  const { response, request_id } = await openai().chat.completions.create(question).withResponse();

  assert.match(request_id, /^req_/);
  assert.equal(response.headers.get("openai-version"), "2020-10-01");
  assert.match(response.headers.get("openai-processing-ms"), /^\d+$/);
});
