// npm's openai against the simulator: chat, tools, responses, embeddings, files, batches.
import assert from "node:assert/strict";
import { test } from "node:test";
import OpenAI, { toFile } from "openai";
import { all, openai, until } from "./clients.mjs";

const model = "gpt-4o-mini";
const client = openai();
const lookup = {
  name: "lookup",
  description: "Finds passages of the staff handbook.",
  parameters: { type: "object", properties: { query: { type: "string" } }, required: ["query"] },
};

function asking(content) {
  return { model, messages: [{ role: "user", content }] };
}

test("a chat is answered by the snapshot, with usage that adds up", async () => {
  const answer = await client.chat.completions.create(asking("What is a lectern?"));

  assert.equal(answer.model, "gpt-4o-mini-2024-07-18");
  assert.equal(answer.choices[0].finish_reason, "stop");
  assert.ok(answer.choices[0].message.content);
  assert.equal(
    answer.usage.total_tokens,
    answer.usage.prompt_tokens + answer.usage.completion_tokens,
  );
  assert.match(answer._request_id, /^req_/);
});

test("the pieces of a streamed chat make an answer", async () => {
  const question = {
    ...asking("Tell me three things."),
    stream: true,
    stream_options: { include_usage: true },
  };
  const chunks = await all(await client.chat.completions.create(question));

  const text = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("");
  assert.ok(text);
  assert.deepEqual(chunks.at(-1).choices, []);
  assert.ok(chunks.at(-1).usage.completion_tokens > 0);
  assert.equal(chunks.at(-2).choices[0].finish_reason, "stop");
});

test("the client's own helper puts a stream together", async () => {
  const answer = await client.chat.completions
    .stream(asking("Tell me three things."))
    .finalChatCompletion();

  assert.ok(answer.choices[0].message.content);
  assert.equal(answer.choices[0].finish_reason, "stop");
});

test("the client's own loop calls the tool and gets an answer from what it found", async () => {
  const asked = [];
  const find = ({ query }) => {
    asked.push(query);
    return "Everybody gets 27 days of leave a year.";
  };
  const runner = client.chat.completions.runTools({
    ...asking("How many days of leave do I get? Look it up."),
    tools: [{ type: "function", function: { ...lookup, function: find, parse: JSON.parse } }],
  });

  assert.match(await runner.finalContent(), /27 days/);
  assert.ok(asked.length > 0 && asked.every((query) => query.length > 0));
});

test("the client's own loop does so in a stream, too", async () => {
  const runner = client.chat.completions.runTools({
    ...asking("How many days of leave do I get? Look it up."),
    stream: true,
    tools: [
      {
        type: "function",
        function: { ...lookup, function: () => "27 days of leave.", parse: JSON.parse },
      },
    ],
  });

  assert.match(await runner.finalContent(), /27 days/);
});

test("an answer keeps the schema asked for", async () => {
  const schema = {
    type: "object",
    properties: {
      answer: { type: "string" },
      sure: { type: "boolean" },
      mood: { type: "string", enum: ["glad", "sorry"] },
    },
    required: ["answer", "sure", "mood"],
    additionalProperties: false,
  };
  const answer = await client.chat.completions.parse({
    ...asking("Are there lecterns?"),
    response_format: {
      type: "json_schema",
      json_schema: { name: "verdict", strict: true, schema },
    },
  });

  const verdict = JSON.parse(answer.choices[0].message.content);
  assert.equal(typeof verdict.answer, "string");
  assert.equal(typeof verdict.sure, "boolean");
  assert.ok(["glad", "sorry"].includes(verdict.mood));
});

test("what was stored can be read, listed and deleted", async () => {
  const stored = await client.chat.completions.create({ ...asking("Keep this."), store: true });

  assert.equal((await client.chat.completions.retrieve(stored.id)).id, stored.id);
  assert.ok((await all(client.chat.completions.list())).some((one) => one.id === stored.id));
  assert.ok((await client.chat.completions.delete(stored.id)).deleted);
  await assert.rejects(client.chat.completions.retrieve(stored.id), OpenAI.NotFoundError);
});

test("a response has text, and is kept until it is deleted", async () => {
  const response = await client.responses.create({ model, input: "What is a lectern?" });

  assert.equal(response.status, "completed");
  assert.ok(response.output_text);
  assert.equal((await client.responses.retrieve(response.id)).output_text, response.output_text);
  await client.responses.delete(response.id);
  await assert.rejects(client.responses.retrieve(response.id), OpenAI.NotFoundError);
});

test("the events of a response make the response", async () => {
  const stream = client.responses.stream({ model, input: "What is a lectern?" });
  const events = await all(stream);
  const response = await stream.finalResponse();

  assert.deepEqual(
    events.map((event) => event.sequence_number),
    [...events.keys()],
  );
  assert.equal(events[0].type, "response.created");
  assert.equal(events.at(-1).type, "response.completed");
  assert.ok(response.output_text);
});

test("a tool's result is answered from, after the response that called it", async () => {
  const tools = [{ type: "function", strict: false, ...lookup }];
  const first = await client.responses.create({
    model,
    tools,
    tool_choice: "required",
    input: "How many days of leave do I get?",
  });
  const call = first.output.find((item) => item.type === "function_call");
  const found = {
    type: "function_call_output",
    call_id: call.call_id,
    output: "Everybody gets 27 days of leave a year.",
  };
  const second = await client.responses.create({
    model,
    tools,
    previous_response_id: first.id,
    input: [found],
  });

  assert.equal(call.name, "lookup");
  assert.ok(JSON.parse(call.arguments).query);
  assert.match(second.output_text, /27 days/);
});

test("the client asks for base64 by itself and unpacks it to the floats it would have got", async () => {
  const question = { model: "text-embedding-3-small", input: ["a lectern", "a desk"] };
  const packed = await client.embeddings.create(question);
  const plain = await client.embeddings.create({ ...question, encoding_format: "float" });

  assert.deepEqual(
    packed.data.map((one) => one.index),
    [0, 1],
  );
  assert.equal(packed.data[0].embedding.length, 1536);
  packed.data[0].embedding.forEach((value, i) =>
    assert.ok(Math.abs(value - plain.data[0].embedding[i]) < 1e-6),
  );
});

test("a server that answers floats whatever was asked for corrupts vectors silently", async () => {
  const answer = await openai("floats").embeddings.create({
    model: "text-embedding-3-small",
    input: "a lectern",
  });

  assert.notDeepEqual(answer.data[0].embedding, [0.25, -0.5, 1, 2.5]);
  assert.equal(answer.data[0].embedding.length, 1);
});

test("a vector with fewer dimensions has still length one", async () => {
  const answer = await client.embeddings.create({
    model: "text-embedding-3-large",
    input: "a lectern",
    dimensions: 256,
  });

  const { embedding } = answer.data[0];
  assert.equal(embedding.length, 256);
  assert.ok(Math.abs(embedding.reduce((sum, value) => sum + value * value, 0) - 1) < 1e-4);
});

test("every model of the list can be asked for", async () => {
  const models = await all(client.models.list());

  assert.ok(models.some((one) => one.id === model));
  assert.equal((await client.models.retrieve(models[0].id)).id, models[0].id);
});

test("files come back byte for byte, are listed in pages, and go", async () => {
  const content = Buffer.from("Grüße\r\n--\r\n\0");
  const files = [];
  for (const name of ["a.txt", "b.txt", "c.txt"]) {
    files.push(
      await client.files.create({ file: await toFile(content, name), purpose: "user_data" }),
    );
  }

  assert.equal(files[0].bytes, content.length);
  assert.deepEqual(
    Buffer.from(await (await client.files.content(files[0].id)).arrayBuffer()),
    content,
  );
  const listed = (await all(client.files.list({ limit: 2, purpose: "user_data" }))).map(
    (file) => file.id,
  );
  assert.deepEqual(listed.toSorted(), files.map((file) => file.id).toSorted());
  for (const file of files) assert.ok((await client.files.delete(file.id)).deleted);
  await assert.rejects(client.files.retrieve(files[0].id), OpenAI.NotFoundError);
});

test("a batch is worked off and joined by custom_id", async () => {
  const line = (id, content) =>
    JSON.stringify({
      custom_id: id,
      method: "POST",
      url: "/v1/chat/completions",
      body: asking(content),
    }) + "\n";
  const lines = Buffer.from(line("one", "What is one?") + line("two", "What is two?"));
  const input = await client.files.create({
    file: await toFile(lines, "in.jsonl"),
    purpose: "batch",
  });
  const batch = await client.batches.create({
    input_file_id: input.id,
    endpoint: "/v1/chat/completions",
    completion_window: "24h",
  });
  const done = await until(
    (one) => one.completed_at,
    () => client.batches.retrieve(batch.id),
  );

  const output = await (await client.files.content(done.output_file_id)).text();
  const answers = new Map(
    output
      .trim()
      .split("\n")
      .map(JSON.parse)
      .map((answer) => [answer.custom_id, answer]),
  );
  assert.equal(batch.status, "validating");
  assert.equal(done.status, "completed");
  assert.equal(done.error_file_id, null);
  assert.deepEqual(done.request_counts, { total: 2, completed: 2, failed: 0 });
  assert.deepEqual([...answers.keys()].toSorted(), ["one", "two"]);
  assert.equal(answers.get("two").response.status_code, 200);
  assert.ok((await all(client.batches.list())).some((one) => one.id === batch.id));
});
