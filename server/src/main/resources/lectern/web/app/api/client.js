// Asks the server, and turns what goes wrong into errors that say what to do.
import { connection } from './connection.js';
import { aborted, ApiError, problemOf, unreachable } from './problem.js';
import { session } from './session.js';

export { ApiError } from './problem.js';

const ROOT = '/api/v1';

/**
 * The address of something in the API.
 *
 * @param {string} path below `/api/v1`, such as `/documents`
 * @param {Record<string, string | number | string[] | null | undefined>} query lists repeat
 */
export function address(path, query = {}) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) {
      if (one !== null && one !== undefined && one !== '') search.append(name, String(one));
    }
  }
  return ROOT + path + (search.size > 0 ? '?' + search : '');
}

/**
 * @typedef {object} Options
 * @property {Record<string, any>} [query]
 * @property {unknown} [body] sent as JSON
 * @property {AbortSignal} [signal]
 * @property {string} [accept] the media type wanted; JSON unless said otherwise
 */

/**
 * One request, as its reply came; the body is not read yet.
 *
 * @param {Options} options
 * @returns {Promise<Response>} of a request that went well
 * @throws {ApiError}
 */
export async function request(method, path, options = {}) {
  const headers = { Accept: options.accept ?? 'application/json' };
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  const reply = await reach(address(path, options.query), {
    method,
    headers,
    signal: options.signal,
    cache: method === 'GET' ? 'no-cache' : 'no-store',
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
  });
  if (reply.ok) return reply;
  const problem = problemOf(reply.status, await reply.text().catch(() => ''));
  if (problem.status === 401) session.lost();
  throw problem;
}

async function reach(url, init) {
  try {
    const reply = await fetch(url, init);
    connection.answered();
    return reply;
  } catch (error) {
    if (error.name === 'AbortError') throw aborted();
    connection.lost();
    throw unreachable();
  }
}

async function json(method, path, options) {
  const reply = await request(method, path, options);
  if (reply.status === 204) return null;
  try {
    return await reply.json();
  } catch (error) {
    if (error.name === 'AbortError') throw aborted();
    if (error instanceof SyntaxError) throw problemOf(reply.status, '');
    connection.lost();
    throw unreachable();
  }
}

/** What the API answers, as JSON; null where it answers nothing. All throw {@link ApiError}. */
export const api = {
  get: (path, query, signal) => json('GET', path, { query, signal }),
  post: (path, body, signal) => json('POST', path, { body, signal }),
  put: (path) => json('PUT', path),
  patch: (path, body) => json('PATCH', path, { body }),
  delete: (path) => json('DELETE', path),
};

/** Whether an error only says that we no longer wanted the answer. */
export function isAborted(error) {
  return error instanceof ApiError && error.kind === 'aborted';
}
