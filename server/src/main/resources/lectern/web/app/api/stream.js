// Reads server-sent events of a POST, which `EventSource` cannot do.
import { isAborted, request } from './client.js';
import { connection } from './connection.js';
import { aborted, unreachable } from './problem.js';

/**
 * The events of an answer, as they come.
 *
 * @param {string} path below `/api/v1`
 * @param {unknown} body sent as JSON
 * @param {AbortSignal} signal ends it
 * @yields {{name: string, data: any}}
 * @throws {ApiError} also when the stream breaks off; whoever reads knows by the last event
 */
export async function* stream(path, body, signal) {
  const reply = await request('POST', path, { body, signal, accept: 'text/event-stream' });
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await read(reader, signal);
      if (done) return;
      rest += value.replaceAll('\r', '');
      const blocks = rest.split('\n\n');
      rest = blocks.pop();
      for (const event of blocks.map(parsed)) {
        if (event) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

async function read(reader, signal) {
  try {
    return await reader.read();
  } catch (error) {
    if (signal?.aborted || isAborted(error)) throw aborted();
    connection.lost();
    throw unreachable();
  }
}

function parsed(block) {
  let name = 'message';
  const data = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) name = line.slice(6).trim();
    if (line.startsWith('data:')) data.push(line.slice(5));
  }
  return data.length > 0 ? { name, data: JSON.parse(data.join('\n')) } : null;
}
