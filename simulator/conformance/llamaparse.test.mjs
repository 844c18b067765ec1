// npm's @llamaindex/llama-cloud against the simulator.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { test } from "node:test";
import LlamaCloud, { toFile } from "@llamaindex/llama-cloud";
import { all, llamaParse, until } from "./clients.mjs";

const report = new URL("../../samples/annual-report.pdf", import.meta.url);
const usual = { tier: "cost_effective", version: "latest" };
const quickly = { pollingInterval: 0.05, backoff: "constant", timeout: 20 };
const client = llamaParse();

/** A document nobody has parsed yet, so that no cache answers: the marker does not change its pages. */
async function document(marker) {
  return toFile(
    Buffer.concat([await readFile(report), Buffer.from(`\n%${marker}\n`)]),
    `${marker}.pdf`,
  );
}

test("a file is uploaded, read without the key, listed and deleted", async () => {
  const file = await client.files.create({
    file: createReadStream(report),
    purpose: "parse",
    external_file_id: "mine",
  });

  assert.match(file.id, /^dfl-/);
  assert.equal(file.name, "annual-report.pdf");
  assert.equal((await client.files.retrieve(file.id)).id, file.id);
  const listed = await all(client.files.list({ file_ids: [file.id] }));
  assert.deepEqual(
    listed.map((one) => one.id),
    [file.id],
  );
  const { url } = await client.files.content(file.id);
  assert.deepEqual(Buffer.from(await (await fetch(url)).arrayBuffer()), await readFile(report));
  await client.files.delete(file.id);
  await assert.rejects(client.files.retrieve(file.id), LlamaCloud.NotFoundError);
});

test("an upload is parsed, page by page, and billed after a while", async () => {
  const upload_file = await document("whole");
  const result = await client.parsing.parse(
    { ...usual, upload_file, expand: ["markdown", "text", "items", "metadata", "usage"] },
    quickly,
  );

  const pages = result.markdown.pages;
  assert.match(result.job.id, /^pjb-/);
  assert.equal(result.job.status, "COMPLETED");
  assert.deepEqual(
    pages.map((page) => page.page_number),
    pages.map((_, i) => i + 1),
  );
  assert.ok(pages.every((page) => page.success && page.markdown));
  assert.equal(result.text.pages.length, pages.length);
  assert.equal(result.items.pages.length, pages.length);
  assert.equal(result.metadata.pages.length, pages.length);
  const billed = await until(
    (one) => one.job.usage,
    () => client.parsing.get(result.job.id, { expand: ["usage"] }),
  );
  assert.equal(billed.job.usage.credits, 3 * pages.length);
});

test("the same file with the same options is free the second time", async () => {
  const parse = async () =>
    client.parsing.parse(
      { ...usual, upload_file: await document("again"), expand: ["usage"] },
      quickly,
    );
  const settled = (job) =>
    until(
      (one) => one.job.usage,
      () => client.parsing.get(job.id, { expand: ["usage"] }),
    );
  const first = await parse();
  await settled(first.job);
  const second = await parse();

  assert.equal((await settled(second.job)).job.usage.credits, 0);
});

test("a job by file_id is pending, running, completed; its results are absent until then", async () => {
  const file = await client.files.create({ file: await document("by-id"), purpose: "parse" });
  const job = await client.parsing.create({ ...usual, file_id: file.id });
  const early = await client.parsing.get(job.id, { expand: ["markdown"] });
  const done = await client.parsing.waitForCompletion(job.id, { expand: ["markdown"] }, quickly);

  assert.equal(job.status, "PENDING");
  assert.ok(early.job.status === "COMPLETED" || !early.markdown);
  assert.ok(done.markdown.pages.length > 0);
});

test("pages are chosen counting from one", async () => {
  const result = await client.parsing.parse(
    {
      ...usual,
      upload_file: await document("pages"),
      page_ranges: { target_pages: "2" },
      expand: ["markdown"],
    },
    quickly,
  );

  assert.deepEqual(
    result.markdown.pages.map((page) => page.page_number),
    [2],
  );
});

test("a completed job can contain failed pages, if it allows that many", async () => {
  const lenient = {
    ...usual,
    upload_file: await document("partial"),
    processing_control: { job_failure_conditions: { allowed_page_failure_ratio: 1 } },
  };
  const result = await llamaParse("pages_fail").parsing.parse(
    { ...lenient, expand: ["markdown"] },
    quickly,
  );

  const failed = result.markdown.pages.filter((page) => !page.success);
  assert.equal(result.job.status, "COMPLETED");
  assert.deepEqual(
    failed.map((page) => page.page_number),
    [2],
  );
  assert.ok(failed[0].error);
  assert.equal(failed[0].markdown, undefined);
});

test("a document's own trouble is a failed job and no failed call", async () => {
  const upload_file = await document("broken");

  await assert.rejects(
    llamaParse("job_fails").parsing.parse({ ...usual, upload_file, expand: ["markdown"] }, quickly),
    (error) => error.name === "PollingError" && /FAILED.*PDF_IS_BROKEN/s.test(error.message),
  );
});

test("a job is listed, cancelled, and deleted only then", async () => {
  const job = await llamaParse("stuck").parsing.create({
    ...usual,
    upload_file: await document("cancelled"),
  });

  assert.deepEqual(
    (await all(client.parsing.list({ job_ids: [job.id] }))).map((one) => one.id),
    [job.id],
  );
  await assert.rejects(client.parsing.delete(job.id), LlamaCloud.APIError);
  assert.equal((await client.parsing.cancel(job.id)).status, "CANCELLED");
  await assert.rejects(client.parsing.cancel(job.id), LlamaCloud.APIError);
  assert.equal((await client.parsing.delete(job.id)).id, job.id);
  await assert.rejects(client.parsing.get(job.id), LlamaCloud.NotFoundError);
});

test("jobs are listed page by page", async () => {
  for (const marker of ["list-1", "list-2", "list-3"])
    await client.parsing.create({ ...usual, upload_file: await document(marker) });
  const page = await client.parsing.list({ page_size: 2 });

  assert.equal(page.items.length, 2);
  assert.ok(page.hasNextPage());
  const ids = (await all(page)).map((job) => job.id);
  assert.ok(ids.length >= 3);
  assert.equal(new Set(ids).size, ids.length);
});

test("every tier has versions", async () => {
  const versions = await client.parsing.listVersions();

  for (const tier of ["fast", "cost_effective", "agentic", "agentic_plus"])
    assert.ok(versions[tier].length > 0, tier);
});

test("presigned results are fetched without the key", async () => {
  const expand = ["markdown", "markdown_content_metadata"];
  const result = await client.parsing.parse(
    { ...usual, upload_file: await document("presigned"), expand },
    quickly,
  );

  const { exists, presigned_url, size_bytes } = result.result_content_metadata.markdown;
  const bytes = Buffer.from(await (await fetch(presigned_url)).arrayBuffer());
  assert.ok(exists);
  assert.equal(bytes.length, size_bytes);
});

for (const format of ["json", "string"]) {
  test(`a webhook in the format ${format} is signed over its raw bytes`, async () => {
    const secret = "whsec-conformance";
    const received = [];
    const server = createServer(async (request, response) => {
      received.push({ headers: request.headers, body: Buffer.concat(await all(request)) });
      response.end();
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const webhook_url = `http://127.0.0.1:${server.address().port}/hook`;
    const job = await client.parsing.create({
      ...usual,
      upload_file: await document(`webhook-${format}`),
      webhook_configurations: [
        {
          webhook_url,
          webhook_events: ["parse.success"],
          webhook_output_format: format,
          webhook_signing_secret: secret,
        },
      ],
    });

    const [{ headers, body }] = await until(
      (some) => some.length > 0,
      async () => received,
    );
    server.close();
    const once = JSON.parse(body);
    const event = format === "string" ? JSON.parse(once) : once;
    assert.equal(
      headers["lc-signature"],
      "sha256=" + createHmac("sha256", secret).update(body).digest("hex"),
    );
    assert.equal(headers["x-webhook-event-type"], "parse.success");
    assert.equal(event.event_type, "parse.success");
    assert.equal(event.event_id, headers["x-webhook-event-id"]);
    assert.equal(event.data.job_id, job.id);
  });
}

test("a job without a tier does not validate", async () => {
  const upload_file = await document("no-tier");

  await assert.rejects(
    client.parsing.create({ version: "latest", upload_file }),
    LlamaCloud.UnprocessableEntityError,
  );
});

test("an unknown job is not found", async () => {
  await assert.rejects(client.parsing.get("pjb-00000000"), LlamaCloud.NotFoundError);
});

test("without a key nobody is served", async () => {
  const stranger = llamaParse("", { apiKey: "", defaultHeaders: { Authorization: null } });

  await assert.rejects(stranger.parsing.listVersions(), LlamaCloud.AuthenticationError);
});

test("a rate limit comes without retry-after", async () => {
  await assert.rejects(llamaParse("rate_limit").parsing.listVersions(), (error) => {
    assert.ok(error instanceof LlamaCloud.RateLimitError, `${error}`);
    assert.equal(error.headers.get("retry-after"), null);
    return true;
  });
});

test("who is out of credits gets a status the client has no class for", async () => {
  await assert.rejects(
    llamaParse("out_of_credits").parsing.create({ ...usual, upload_file: await document("poor") }),
    (error) => {
      assert.equal(error.constructor, LlamaCloud.APIError);
      assert.equal(error.status, 402);
      return true;
    },
  );
});

test("a proxy's page is told by its status", async () => {
  await assert.rejects(llamaParse("html").parsing.listVersions(), LlamaCloud.InternalServerError);
});

test("the client tries again and counts it in a header", async () => {
  const versions = await llamaParse("twice", { maxRetries: 2 }).parsing.listVersions();

  assert.ok(versions.agentic.length > 0);
});
