// Files on their way to the server: a few at once, each with its progress; the rest queue.
import { address } from '../api/client.js';
import { connection } from '../api/connection.js';
import { problemOf } from '../api/problem.js';
import { session } from '../api/session.js';

/** At once. The server reads them one after the other anyway. */
const AT_ONCE = 3;

/** How long to wait when told to slow down without a figure, in milliseconds. */
const USUAL_PAUSE = 2000;

/**
 * @typedef {object} Upload
 * @property {File} file
 * @property {{collection?: string}} into where it is put
 * @property {'queued' | 'sending' | 'stored' | 'known' | 'refused' | 'waiting'} state
 *   `waiting`: the server was away or told us to slow down; goes on by itself
 * @property {number} sent bytes
 * @property {string} words what went wrong, or what to know
 * @property {XMLHttpRequest | null} request
 */

/** Tells `changed` when anything about any upload has changed. */
class Uploads extends EventTarget {
  /** @type {Upload[]} */
  all = [];

  constructor() {
    super();
    connection.addEventListener('back', () => this.#wake());
    session.addEventListener('changed', () => session.state === 'in' && this.#wake());
    addEventListener('beforeunload', (event) => this.isBusy && event.preventDefault());
  }

  get isBusy() {
    return this.all.some(({ state }) => ['queued', 'sending', 'waiting'].includes(state));
  }

  add(files, into = {}) {
    for (const file of files) {
      this.all.push({ file, into, state: 'queued', sent: 0, words: '', request: null });
    }
    this.#next();
  }

  retry(upload) {
    this.#set(upload, { state: 'queued', sent: 0, words: '' });
    this.#next();
  }

  /** Calls it off, or takes a finished one out of sight. */
  remove(upload) {
    this.all = this.all.filter((other) => other !== upload);
    upload.request?.abort();
    this.#next();
  }

  /** Takes out what came to an end, well or badly. */
  clear() {
    this.all = this.all.filter(({ state }) => ['queued', 'sending', 'waiting'].includes(state));
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('changed'));
  }

  #set(upload, news) {
    Object.assign(upload, news);
    this.#changed();
  }

  #wake() {
    for (const upload of this.all) if (upload.state === 'waiting') upload.state = 'queued';
    this.#next();
  }

  #next() {
    const sending = this.all.filter(({ state }) => state === 'sending').length;
    const queued = this.all.filter(({ state }) => state === 'queued');
    for (const upload of queued.slice(0, AT_ONCE - sending)) this.#send(upload);
    this.#changed();
  }

  #send(upload) {
    const request = new XMLHttpRequest();
    Object.assign(upload, { state: 'sending', sent: 0, words: '', request });
    const query = { name: upload.file.name, collection: upload.into.collection };
    request.open('POST', address('/documents', query));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Accept', 'application/json');
    request.upload.onprogress = ({ loaded }) => this.#set(upload, { sent: loaded });
    request.onload = () => this.#answered(upload, request);
    request.onerror = () => this.#broken(upload);
    request.onabort = () => this.#next();
    request.send(upload.file);
  }

  #answered(upload, request) {
    connection.answered();
    upload.request = null;
    if (request.status < 300) {
      const result = parsed(request.responseText);
      const isKnown = result.outcome === 'known' && !result.again;
      const words = isKnown ? 'Already in the library, as ' + result.document?.name : '';
      this.#set(upload, { state: isKnown ? 'known' : 'stored', words });
    } else {
      this.#refused(upload, request);
    }
    this.#next();
  }

  #refused(upload, request) {
    const problem = problemOf(request.status, request.responseText);
    if (problem.status === 401) {
      this.#set(upload, { state: 'waiting', words: 'Goes on when you have signed in.' });
      session.lost();
    } else if (problem.status === 429) {
      const seconds = Number(request.getResponseHeader('Retry-After'));
      this.#set(upload, { state: 'waiting', words: 'The server asks for a little patience.' });
      setTimeout(() => this.#wake(), seconds > 0 ? 1000 * seconds : USUAL_PAUSE);
    } else {
      this.#set(upload, { state: 'refused', words: problem.message });
    }
  }

  /** Either nobody answers, or the file was taken away while it was read. */
  async #broken(upload) {
    upload.request = null;
    try {
      await upload.file.slice(0, 1).arrayBuffer();
      this.#set(upload, { state: 'waiting', words: 'Goes on when Lectern answers again.' });
      connection.lost();
    } catch {
      const words = 'It can no longer be read: moved, deleted or changed. Drop it here once more.';
      this.#set(upload, { state: 'refused', words });
    }
    this.#next();
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

export const uploads = new Uploads();
