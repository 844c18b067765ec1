// What happens to documents, as the server tells it. One stream for the whole page.
import { address } from './client.js';
import { connection } from './connection.js';
import { session } from './session.js';

const NAMES = ['document', 'progress', 'deleted', 'reset'];

/** Pauses before a stream that was refused is opened again, in milliseconds. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

/**
 * Passes on `document`, `progress` and `deleted` as `CustomEvent`s with the server's data as
 * `detail`, and `reset` when something may have been missed: fetch what you show again.
 * The stream is open while somebody is signed in.
 */
class DocumentEvents extends EventTarget {
  #source = null;
  #timer = 0;
  #pause = FIRST_PAUSE;
  #openedBefore = false;

  constructor() {
    super();
    session.addEventListener('changed', () => this.#follow());
    connection.addEventListener('back', () => this.#follow());
    this.#follow();
  }

  #follow() {
    if (session.state !== 'in') {
      this.#close();
      this.#openedBefore = false;
    } else if (!this.#source || this.#source.readyState === EventSource.CLOSED) {
      this.#open();
    }
  }

  #close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #open() {
    this.#close();
    const source = new EventSource(address('/events'));
    this.#source = source;
    source.addEventListener('open', () => this.#opened());
    source.addEventListener('error', () => this.#broken(source));
    for (const name of NAMES) {
      source.addEventListener(name, (event) => {
        this.dispatchEvent(new CustomEvent(name, { detail: parsed(event.data) }));
      });
    }
    source.resumes = this.#openedBefore;
  }

  #opened() {
    this.#pause = FIRST_PAUSE;
    if (this.#source?.resumes) {
      // A new stream, not one the browser resumed by its last event: something may be missing.
      this.#source.resumes = false;
      this.dispatchEvent(new CustomEvent('reset', { detail: {} }));
    }
    this.#openedBefore = true;
  }

  /** The browser comes back to a stream that broke, but not to one that was refused. */
  #broken(source) {
    if (source.readyState !== EventSource.CLOSED || source !== this.#source) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#follow(), this.#pause);
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

export const events = new DocumentEvents();
