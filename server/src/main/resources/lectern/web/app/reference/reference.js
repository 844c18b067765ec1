// The API's contract, for reading.
import { repeat } from 'lit/directives/repeat.js';
import { api } from '../api/client.js';
import { css, html, LecternElement, nothing } from '../base/element.js';
import { icon } from '../base/icons.js';
import { shortcut } from '../base/shortcuts.js';
import { trouble } from '../base/trouble.js';
import { count } from '../base/words.js';
import { markdownLook } from '../viewer/markdown-view.js';
import { article } from './schema.js';
import './operation.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

class Reference extends LecternElement {
  static properties = {
    place: { attribute: false },
    contract: { state: true },
    error: { state: true },
    words: { state: true },
  };

  static look = [markdownLook, css`
    .intro {
      max-width: 44rem;
      margin: var(--space-3) 0 var(--space-5);
    }
    .search {
      max-width: 30rem;
      margin-top: var(--space-4);
      margin-bottom: var(--space-5);
    }
    section {
      margin-bottom: var(--space-6);
    }
    h2 {
      margin-bottom: var(--space-1);
    }
    .tag {
      margin-bottom: var(--space-3);
    }
    lectern-operation {
      margin-bottom: var(--space-2);
    }
  `];

  constructor() {
    super();
    this.words = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.whenGone(shortcut('/', 'Search', () => this.renderRoot.querySelector('input').focus()));
    this.#fetch();
  }

  onReturn() {
    this.#fetch();
  }

  #fetch() {
    return this.attempt(async () => (this.contract = await api.get('/openapi.json')));
  }

  /** All operations, with the parameters of their path among their own. */
  #operations() {
    return Object.entries(this.contract.paths ?? {}).flatMap(([path, item]) =>
      METHODS.filter((method) => item[method]).map((method) => ({
        method: method.toUpperCase(),
        path,
        about: item[method],
        tag: item[method].tags?.[0] ?? 'other',
        parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])],
      })),
    );
  }

  #matches({ method, path, about }) {
    const text = [method, path, about.summary, about.description, about.operationId];
    const all = text.join(' ').toLowerCase();
    return this.words.split(/\s+/).every((word) => all.includes(word));
  }

  render() {
    return html`<div class="page">
      <h1>API</h1>
      ${trouble(this.error)}
      ${this.contract ? this.#contract() : html`<p class="soft" role="status">Being fetched…</p>`}
    </div>`;
  }

  #contract() {
    const found = this.#operations().filter((one) => this.#matches(one));
    const tags = [...new Set(found.map(({ tag }) => tag))];
    return html`
      <div class="intro">${article(this.contract.info?.description)}</div>
      <p class="row wrap">
        <a class="button" href="/api/v1/openapi.yaml" download>${icon('download')} openapi.yaml</a>
        <a class="button plain" href="/problems">All problems, explained</a>
      </p>
      <p class="search">
        <input
          type="search"
          aria-label="Search operations"
          placeholder="Search operations"
          @input=${({ target }) => (this.words = target.value.toLowerCase())}
        />
      </p>
      <p class="unseen" role="status">${count(found.length, 'operation')}</p>
      ${tags.map((tag) => this.#tag(tag, found.filter((one) => one.tag === tag)))}
      ${found.length === 0 ? html`<p class="soft">No operation has these words.</p>` : nothing}
    `;
  }

  #tag(tag, operations) {
    const about = this.contract.tags?.find(({ name }) => name === tag)?.description;
    return html`<section aria-label=${tag}>
      <h2>${tag}</h2>
      <p class="tag soft">${about}</p>
      ${repeat(
        operations,
        ({ method, path }) => method + path,
        (one) => html`<lectern-operation
          .contract=${this.contract}
          .operation=${one}
        ></lectern-operation>`,
      )}
    </section>`;
  }
}

customElements.define('lectern-reference', Reference);
