// What a question is asked of: everything, some collections, or some documents.
import { api, isAborted } from '../api/client.js';
import { LecternElement, css, html, nothing } from '../base/element.js';

/** Documents shown at a time; typing a name finds the others. */
const SHOWN_DOCUMENTS = 20;

/** Collections shown: the most the API gives at once. */
const SHOWN_COLLECTIONS = 200;

/** `scope` is {documents: [{id, name}], collections: [{id, name}]}; both empty stand for all. */
class ScopeChooser extends LecternElement {
  static properties = {
    scope: { attribute: false },
    open: { state: true },
    found: { state: true },
    collections: { state: true },
    trouble: { state: true },
  };

  static look = css`
    :host {
      position: relative;
      min-width: 0;
    }
    .chosen {
      max-width: 100%;
    }
    .panel {
      position: absolute;
      inset-block-start: calc(100% + var(--space-2));
      z-index: 5;
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-3);
      width: min(26rem, 80vw);
      max-height: 60vh;
      padding: var(--space-4);
      overflow: auto;
      border: 1px solid var(--line);
      border-radius: var(--radius-2);
      background: var(--raised);
      box-shadow: var(--shadow);
    }
    fieldset {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-1);
      margin: 0;
      padding: 0;
      border: 0;
      min-width: 0;
    }
    legend {
      padding: 0 0 var(--space-1);
      font-weight: 600;
    }
    .choice {
      display: flex;
      gap: var(--space-2);
      align-items: center;
      min-height: 2rem;
      color: inherit;
      font-size: var(--text-2);
      font-weight: 400;
    }
  `;

  #looking = new AbortController();

  constructor() {
    super();
    this.scope = { documents: [], collections: [] };
    this.found = [];
    this.collections = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.listen(document, 'pointerdown', (event) => this.#pressedOutside(event));
    this.listen(this, 'keydown', (event) => this.#pressed(event));
  }

  render() {
    return html`<button
        type="button"
        class="plain chosen"
        aria-expanded=${String(Boolean(this.open))}
        aria-controls="panel"
        @click=${() => this.#toggle()}
      >
        <span class="cut">${this.#summary()}</span><span aria-hidden="true">▾</span>
      </button>
      ${this.open ? this.#panel() : nothing}`;
  }

  #summary() {
    const chosen = [...this.scope.collections, ...this.scope.documents];
    if (!chosen.length) return 'All documents';
    return chosen.length === 1 ? chosen[0].name : `${chosen[0].name} and ${chosen.length - 1} more`;
  }

  #panel() {
    const { documents } = this.scope;
    const others = this.found.filter(({ id }) => !documents.some((each) => each.id === id));
    return html`<div class="panel" id="panel" role="group" aria-label="What to ask">
      <button type="button" ?disabled=${this.#isAll} @click=${() => this.#askAll()}>
        Ask all documents
      </button>
      ${this.trouble ? html`<p class="note bad small">${this.trouble}</p>` : nothing}
      ${this.collections.length
        ? html`<fieldset>
            <legend>Collections</legend>
            ${this.collections.map((each) => this.#choice('collections', each))}
          </fieldset>`
        : nothing}
      <fieldset>
        <legend>Documents</legend>
        <input
          type="search"
          aria-label="Find documents by name"
          placeholder="Find by name"
          @input=${({ target }) => this.#look(target.value)}
        />
        ${[...documents, ...others].map((each) => this.#choice('documents', each))}
      </fieldset>
    </div>`;
  }

  get #isAll() {
    return !this.scope.documents.length && !this.scope.collections.length;
  }

  #choice(kind, { id, name }) {
    const isChosen = this.scope[kind].some((each) => each.id === id);
    return html`<label class="choice">
      <input
        type="checkbox"
        .checked=${isChosen}
        @change=${({ target }) => this.#choose(kind, { id, name }, target.checked)}
      />
      <span class="cut" title=${name}>${name}</span>
    </label>`;
  }

  #choose(kind, thing, isWanted) {
    const others = this.scope[kind].filter((each) => each.id !== thing.id);
    this.scope = { ...this.scope, [kind]: isWanted ? [...others, thing] : others };
  }

  #askAll() {
    this.scope = { documents: [], collections: [] };
    this.#close();
  }

  #toggle() {
    this.open = !this.open;
    if (this.open) this.#look('');
  }

  async #look(name) {
    this.#looking.abort();
    const { signal } = (this.#looking = new AbortController());
    const query = { name, state: 'ready', limit: SHOWN_DOCUMENTS, sort: 'name' };
    try {
      const [{ documents }, { collections }] = await Promise.all([
        api.get('/documents', query, signal),
        api.get('/collections', { limit: SHOWN_COLLECTIONS }, signal),
      ]);
      Object.assign(this, { found: documents, collections, trouble: null });
    } catch (error) {
      if (!isAborted(error)) this.trouble = error.message;
    }
  }

  #close() {
    this.open = false;
    this.renderRoot.querySelector('.chosen').focus();
  }

  #pressed(event) {
    if (event.key !== 'Escape' || !this.open) return;
    event.preventDefault();
    this.#close();
  }

  #pressedOutside(event) {
    if (this.open && !event.composedPath().includes(this)) this.open = false;
  }
}

customElements.define('lectern-scope', ScopeChooser);
