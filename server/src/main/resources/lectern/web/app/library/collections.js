// The collections of the workspace, fetched once and kept.
import { api } from '../api/client.js';
import { session } from '../api/session.js';

/** More are not offered for choosing; the API has them. */
const MOST = 200;

/** Tells `changed`. */
class CollectionList extends EventTarget {
  /** @type {{id: string, name: string, documents: number}[]} */
  all = [];
  #asked = null;

  constructor() {
    super();
    session.addEventListener('changed', () => (this.#asked = null));
  }

  /** Fetches them, unless that was done already. */
  load() {
    this.#asked ??= this.refresh().catch((error) => {
      this.#asked = null;
      throw error;
    });
    return this.#asked;
  }

  async refresh() {
    const { collections } = await api.get('/collections', { limit: MOST });
    this.all = collections;
    this.dispatchEvent(new Event('changed'));
  }

  nameOf(id) {
    return this.all.find((collection) => collection.id === id)?.name ?? 'Collection';
  }

  async create(name) {
    const made = await api.post('/collections', { name });
    await this.refresh();
    return made;
  }

  async remove(id) {
    await api.delete('/collections/' + id);
    await this.refresh();
  }
}

export const collections = new CollectionList();
