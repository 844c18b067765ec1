// The vendors' clients, as everybody would make them: base URLs come from OPENAI_BASE_URL and LLAMA_CLOUD_BASE_URL.
import LlamaCloud from "@llamaindex/llama-cloud";
import OpenAI from "openai";

function asking(trouble) {
  return trouble ? { "x-trouble": trouble } : {};
}

/** A client whose requests get that trouble, see plan.yaml; it does not try again unless told to. */
export function openai(trouble, options = {}) {
  return new OpenAI({
    apiKey: "sk-proj-conformance",
    maxRetries: 0,
    defaultHeaders: asking(trouble),
    ...options,
  });
}

/** The same for LlamaParse. */
export function llamaParse(trouble, options = {}) {
  return new LlamaCloud({
    apiKey: "llx-conformance",
    maxRetries: 0,
    defaultHeaders: asking(trouble),
    ...options,
  });
}

/** All that an asynchronous row yields. */
export async function all(row) {
  const items = [];
  for await (const item of row) items.push(item);
  return items;
}

/** Asks again and again until the answer is as wanted. */
export async function until(wanted, ask) {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it never became as wanted");
}
