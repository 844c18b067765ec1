// The documents that are shown: fetched page by page, kept true by what the server tells.
import { api, isAborted } from '../api/client.js';
import { events } from '../api/events.js';

const PAGE = 50;

/** How long news are gathered before the list is fetched again, in milliseconds. */
const GATHER_MILLIS = 600;

/** As the server sorts when nothing is said. */
export const NEWEST_FIRST = '-receivedAt';

/** Tells `changed`. One for each page that shows documents; `close` it. */
export class Listing extends EventTarget {
  documents = [];
  total = 0;
  isLoading = true;
  error = null;
  #query = {};
  #cursor = null;
  #abort = new AbortController();
  #timer = 0;
  #ears = new AbortController();

  constructor() {
    super();
    const hear = (name, does) =>
      events.addEventListener(name, ({ detail }) => does(detail), { signal: this.#ears.signal });
    hear('document', (document) => this.#put(document));
    hear('progress', (news) => this.#advance(news));
    hear('deleted', ({ id }) => this.#drop(id));
    hear('reset', () => this.refresh());
  }

  close() {
    this.#ears.abort();
    this.#abort.abort();
    clearTimeout(this.#timer);
  }

  get hasMore() {
    return this.#cursor !== null;
  }

  /** @param {Record<string, string | string[]>} query as the API takes it */
  show(query) {
    this.#query = query;
    return this.#fetch(PAGE);
  }

  /** Fetches what is shown once more. */
  refresh() {
    return this.#fetch(Math.min(200, Math.max(PAGE, this.documents.length)));
  }

  async #fetch(limit) {
    this.#abort.abort();
    this.#abort = new AbortController();
    clearTimeout(this.#timer);
    this.isLoading = true;
    this.#changed();
    await this.#load({ ...this.#query, limit }, (page) => (this.documents = page.documents));
  }

  async more() {
    if (this.isLoading || !this.hasMore) return;
    this.isLoading = true;
    this.#changed();
    const query = { ...this.#query, limit: PAGE, cursor: this.#cursor };
    await this.#load(query, (page) => {
      const known = new Set(this.documents.map(({ id }) => id));
      this.documents = [...this.documents, ...page.documents.filter(({ id }) => !known.has(id))];
    });
  }

  async #load(query, take) {
    const { signal } = this.#abort;
    try {
      const page = await api.get('/documents', query, signal);
      take(page);
      this.total = page.total;
      this.#cursor = page.nextCursor;
      this.error = null;
    } catch (error) {
      if (isAborted(error)) return;
      this.error = error;
    }
    this.isLoading = false;
    this.#changed();
  }

  #put(document) {
    if (this.#replace(document.id, () => document)) return;
    const { sort, ...filters } = this.#query;
    const isFiltered = Object.values(filters).some((value) => value?.length > 0);
    if (isFiltered || (sort && sort !== NEWEST_FIRST)) {
      this.#refreshSoon();
      return;
    }
    if (this.isLoading) this.#refreshSoon(); // what is being fetched may not have it yet
    const older = this.documents.findIndex((one) => one.receivedAt < document.receivedAt);
    if (older < 0 && this.hasMore) return;
    const at = older < 0 ? this.documents.length : older;
    this.documents = this.documents.toSpliced(at, 0, document);
    this.total += 1;
    this.#changed();
  }

  #advance({ id, state, done, total }) {
    this.#replace(id, (document) => ({ ...document, state, progress: { done, total } }));
  }

  #replace(id, change) {
    const at = this.documents.findIndex((document) => document.id === id);
    if (at < 0) return false;
    this.documents = this.documents.with(at, change(this.documents[at]));
    this.#changed();
    return true;
  }

  #drop(id) {
    const left = this.documents.filter((document) => document.id !== id);
    if (left.length === this.documents.length) return;
    this.documents = left;
    this.total -= 1;
    this.#changed();
  }

  #refreshSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), GATHER_MILLIS);
  }

  #changed() {
    this.dispatchEvent(new Event('changed'));
  }
}
