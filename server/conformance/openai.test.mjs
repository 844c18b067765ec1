// npm's openai against Lectern's /v1, as everybody would make it: OPENAI_BASE_URL and OPENAI_API_KEY are Lectern's.
import assert from "node:assert/strict";
import { test } from "node:test";
import OpenAI from "openai";

const model = "gpt-4o-mini";
const client = new OpenAI({ maxRetries: 0 });
const lookup = {
  name: "lookup",
  description: "Finds passages of the staff handbook.",
  parameters: { type: "object", properties: { query: { type: "string" } }, required: ["query"] },
};

function asking(content, more = {}) {
  return { model, messages: [{ role: "user", content }], ...more };
}

for (const name of ["chat", "openai/gpt-4o-mini", "gpt-4o-mini"]) {
  test(`a chat is answered when its model is called ${name}`, async () => {
    const { data, response } = await client.chat.completions
      .create(asking("What is a lectern?", { model: name }))
      .withResponse();

    assert.equal(data.choices[0].finish_reason, "stop");
    assert.ok(data.choices[0].message.content);
    assert.equal(response.headers.get("x-lectern-provider"), "openai");
    assert.equal(response.headers.get("x-lectern-attempts"), "1");
    assert.equal(response.headers.get("x-lectern-tokens-output"), `${data.usage.completion_tokens}`);
  });
}

test("a failure that was healed shows in a header only", async () => {
  const { response } = await client.chat.completions
    .create(asking("Are you well?", { model: "gpt-5-mini" }))
    .withResponse();

  assert.equal(response.headers.get("x-lectern-attempts"), "2");
});

test("the client's own helper puts a stream together", async () => {
  const stream = client.chat.completions.stream(
    asking("Tell me three things.", { stream_options: { include_usage: true } }),
  );
  const answer = await stream.finalChatCompletion();

  assert.ok(answer.choices[0].message.content);
  assert.equal(answer.choices[0].finish_reason, "stop");
  assert.ok((await stream.totalUsage()).completion_tokens > 0);
});

test("a stream that breaks is an error and never a short answer", async () => {
  const chunks = [];
  const stream = await client.chat.completions.create(
    asking("Tell me three things.", { model: "gpt-5-nano", stream: true }),
  );

  await assert.rejects(
    async () => {
      for await (const chunk of stream) chunks.push(chunk);
    },
    (error) => error instanceof OpenAI.APIError && error.code === "cut_stream",
  );
  assert.ok(chunks.length > 0);
  assert.ok(chunks.every((chunk) => !chunk.choices[0]?.finish_reason));
});

test("the client's own loop calls the tool, whole and in a stream", async () => {
  for (const stream of [false, true]) {
    const run = client.chat.completions.runTools({
      ...asking("How many days of leave do I get? Look it up.", { stream }),
      tools: [
        {
          type: "function",
          function: { ...lookup, function: () => "27 days of leave.", parse: JSON.parse },
        },
      ],
    });

    assert.match(await run.finalContent(), /27 days/);
  }
});

test("a response has text, and calls tools", async () => {
  const response = await client.responses.create({ model, input: "What is a lectern?" });
  const called = await client.responses.create({
    model,
    tools: [{ type: "function", strict: false, ...lookup }],
    tool_choice: "required",
    input: "How many days of leave do I get?",
  });

  assert.equal(response.status, "completed");
  assert.ok(response.output_text);
  assert.ok(called.output.some((item) => item.type === "function_call" && item.name === "lookup"));
});

test("the events of a response make the response", async () => {
  const stream = client.responses.stream({ model, input: "What is a lectern?" });
  const events = [];
  for await (const event of stream) events.push(event.type);

  assert.equal(events[0], "response.created");
  assert.equal(events.at(-1), "response.completed");
  assert.ok((await stream.finalResponse()).output_text);
});

test("base64 that the client asks for by itself is the same vectors as floats", async () => {
  for (const name of ["embed", "local/bge-small-en-v1.5-q"]) {
    const question = { model: name, input: ["a lectern", "a desk"] };
    const packed = await client.embeddings.create(question);
    const plain = await client.embeddings.create({ ...question, encoding_format: "float" });

    assert.equal(packed.data[1].embedding.length, plain.data[1].embedding.length);
    packed.data[1].embedding.forEach((value, i) =>
      assert.ok(Math.abs(value - plain.data[1].embedding[i]) < 1e-6),
    );
  }
});

test("every model of the list can be asked for", async () => {
  const listed = (await client.models.list()).data.map((one) => one.id);

  assert.ok(listed.includes("chat") && listed.includes("embed"));
  for (const id of listed) assert.equal((await client.models.retrieve(id)).id, id);
});

test("each error is one the client knows, and blames whom it should", async () => {
  const failing = (name, options) =>
    client.chat.completions.create(asking("Why?", { model: name }), options);

  await assert.rejects(
    failing("llama-9"),
    (error) => error instanceof OpenAI.NotFoundError && error.code === "model_not_found",
  );
  await assert.rejects(
    failing("gpt-4o"),
    (error) =>
      error instanceof OpenAI.BadRequestError && error.code === "context_length_exceeded",
  );
  await assert.rejects(
    failing("gpt-4.1"),
    (error) => error.status === 502 && error.code === "upstream_key_rejected",
  );
  await assert.rejects(
    new OpenAI({ apiKey: "sk-not-ours", maxRetries: 0 }).models.list(),
    OpenAI.AuthenticationError,
  );
});
