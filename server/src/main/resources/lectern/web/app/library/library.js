// The library: what is there, what is on its way, and how to bring more.
import '../base/dialog.js';
import { session } from '../api/session.js';
import { html, LecternElement, nothing } from '../base/element.js';
import { icon } from '../base/icons.js';
import { href, replace } from '../base/router.js';
import { shortcut } from '../base/shortcuts.js';
import { toast, toastError } from '../base/toasts.js';
import { count } from '../base/words.js';
import { collections } from './collections.js';
import { filesOf, hasFiles, MOST_FILES, picked } from './drop.js';
import { look } from './library-style.js';
import { Listing } from './listing.js';
import { STATE_FILTERS } from './states.js';
import { uploads } from './uploads.js';
import './edit.js';
import './empty.js';
import './filters.js';
import './passages.js';
import './row.js';
import './upload-list.js';

/** What of the address filters the list. */
const FILTERS = ['q', 'state', 'format', 'collection', 'tag', 'sort'];

class Library extends LecternElement {
  static properties = {
    place: { attribute: false },
    dragging: { state: true },
    editing: { state: true },
  };

  static look = look;

  constructor() {
    super();
    this.listing = new Listing();
    this.tags = new Set();
    this.dragging = false;
    this.editing = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.listen(this.listing, 'changed', () => this.requestUpdate());
    this.listen(collections, 'changed', () => this.requestUpdate());
    this.whenGone(() => this.listing.close());
    this.whenGone(shortcut('/', 'Search', () => this.#search.focus()));
    this.whenGone(shortcut('j', 'Next document', () => this.#step(1)));
    this.whenGone(shortcut('k', 'Previous document', () => this.#step(-1)));
    if (session.may('editor')) this.#takeDrops();
    collections.load().catch(toastError);
    this.watcher = new IntersectionObserver(
      (seen) => seen.some(({ isIntersecting }) => isIntersecting) && this.listing.more(),
      { rootMargin: '600px' },
    );
    this.whenGone(() => this.watcher.disconnect());
  }

  #takeDrops() {
    this.whenGone(shortcut('u', 'Upload files', () => this.#picker('files').click()));
    const over = (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      this.dragging = true;
    };
    this.listen(window, 'dragenter', over);
    this.listen(window, 'dragover', over);
    this.listen(window, 'dragleave', (event) => {
      if (event.relatedTarget === null) this.dragging = false;
    });
    this.listen(window, 'drop', (event) => this.#dropped(event));
  }

  onReturn() {
    this.listing.refresh();
  }

  willUpdate(changed) {
    if (!changed.has('place')) return;
    const now = FILTERS.map((name) => this.place.query.get(name)).join('\n');
    if (now === this.shown) return;
    this.shown = now;
    const given = Object.fromEntries(this.place.query);
    this.listing.show({
      name: given.q,
      state: STATE_FILTERS[given.state]?.states,
      format: given.format,
      collection: given.collection,
      tag: given.tag,
      sort: given.sort,
    });
  }

  updated() {
    this.watcher.disconnect();
    const end = this.renderRoot.querySelector('.end');
    if (end) this.watcher.observe(end);
  }

  get #search() {
    return this.renderRoot.querySelector('lectern-filters');
  }

  #picker(name) {
    return this.renderRoot.querySelector(`input[name=${name}]`);
  }

  #filter({ detail }) {
    const query = { ...Object.fromEntries(this.place.query), ...detail };
    for (const name of Object.keys(query)) if (!query[name]) delete query[name];
    replace(href('library', null, query));
  }

  async #dropped(event) {
    this.dragging = false;
    if (!hasFiles(event)) return;
    event.preventDefault();
    try {
      this.#upload(await filesOf(event.dataTransfer));
    } catch {
      toast('Some of that could not be read. Drop the files themselves.', 'error');
    }
  }

  #upload(files) {
    if (files.length > MOST_FILES) {
      toast(`More than ${MOST_FILES} files at once; drop fewer.`, 'error');
    } else if (files.length === 0) {
      toast('There was no file in that.');
    } else {
      uploads.add(files, { collection: this.place.query.get('collection') ?? undefined });
    }
  }

  #step(by) {
    const rows = [...this.renderRoot.querySelectorAll('lectern-row')];
    if (rows.length === 0) return;
    const at = rows.indexOf(this.renderRoot.activeElement);
    const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by;
    rows[Math.max(0, Math.min(rows.length - 1, next))].focus();
  }

  render() {
    const mayEdit = session.may('editor');
    return html`<div class="page">
      <div class="top">
        <h1>Library</h1>
        <p class="soft total" aria-live="polite">${this.#total()}</p>
        <span class="grow"></span>
        ${mayEdit ? this.#uploadButtons() : nothing}
      </div>
      <lectern-uploads></lectern-uploads>
      <lectern-filters
        .query=${this.place.query}
        .tags=${this.#tags()}
        @filter=${this.#filter}
      ></lectern-filters>
      ${this.#list()}
      <lectern-passages .question=${this.place.query.get('q') ?? ''}></lectern-passages>
      ${this.dragging ? this.#dropZone() : nothing}
      ${this.editing
        ? html`<lectern-edit
            .document=${this.editing}
            @closed=${() => (this.editing = null)}
          ></lectern-edit>`
        : nothing}
    </div>`;
  }

  #total() {
    const { isLoading, documents, total } = this.listing;
    return isLoading && documents.length === 0 ? '' : count(total, 'document');
  }

  /** All tags seen so far, so that the row of them does not come and go while one searches. */
  #tags() {
    for (const { tags } of this.listing.documents) tags.forEach((tag) => this.tags.add(tag));
    return [...this.tags].toSorted();
  }

  #uploadButtons() {
    const take = ({ target }) => this.#upload(picked(target));
    return html`
      <input type="file" name="files" multiple hidden @change=${take} />
      <input type="file" name="folder" webkitdirectory hidden @change=${take} />
      <button class="folder" @click=${() => this.#picker('folder').click()}>
        ${icon('folder')} Folder
      </button>
      <button class="main" title="Upload (u)" @click=${() => this.#picker('files').click()}>
        ${icon('upload')} Upload
      </button>
    `;
  }

  #list() {
    const { documents, error, isLoading, hasMore } = this.listing;
    if (error && documents.length === 0) return this.#trouble(error);
    if (documents.length === 0) return isLoading ? this.#waiting() : this.#nothing();
    return html`
      <ul class="list" aria-busy=${isLoading} @edit=${({ detail }) => (this.editing = detail)}>
        ${documents.map(
          (document) => html`<li><lectern-row .document=${document}></lectern-row></li>`,
        )}
      </ul>
      ${error ? this.#trouble(error) : nothing}
      ${hasMore && !error ? html`<p class="end soft">More…</p>` : nothing}
    `;
  }

  /** Keeps the place of the rows that will come. */
  #waiting() {
    return html`<ul class="list" aria-busy="true" aria-label="Documents are being fetched">
      ${[1, 2, 3, 4].map(() => html`<li class="ghost"></li>`)}
    </ul>`;
  }

  #trouble(error) {
    return html`<div class="note bad row wrap" role="alert">
      <span class="grow">${error.message}</span>
      <button @click=${() => this.listing.refresh()}>${icon('retry', 18)} Try again</button>
    </div>`;
  }

  #nothing() {
    const isFiltered = FILTERS.some((name) => name !== 'sort' && this.place.query.get(name));
    if (!isFiltered) {
      return html`<lectern-empty
        @upload=${() => this.#picker('files').click()}
      ></lectern-empty>`;
    }
    return html`<div class="none">
      <p>
        ${this.place.query.get('q')
          ? 'No document here has this in its name.'
          : 'No document here is filed like that.'}
      </p>
      <button @click=${() => replace(href('library'))}>Show all documents</button>
    </div>`;
  }

  #dropZone() {
    const collection = this.place.query.get('collection');
    return html`<div class="drop">
      <p>
        ${icon('upload', 32)} Drop files or
        folders${collection ? ' into ' + collections.nameOf(collection) : ' to upload them'}
      </p>
    </div>`;
  }
}

customElements.define('lectern-library', Library);
