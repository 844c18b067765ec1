// Search and filters over the list. What is chosen stands in the address.
import { session } from '../api/session.js';
import { css, html, LecternElement, nothing } from '../base/element.js';
import { icon } from '../base/icons.js';
import { collections } from './collections.js';
import { FORMATS } from './formats.js';
import { STATE_FILTERS } from './states.js';
import './collection-list.js';

/** After the last key, before the list is asked for, in milliseconds. */
const TYPING_MILLIS = 150;

const SORTS = {
  '': 'Newest first',
  receivedAt: 'Oldest first',
  name: 'Name, A to Z',
  '-name': 'Name, Z to A',
  '-sizeBytes': 'Largest first',
  sizeBytes: 'Smallest first',
};

/** Tells `filter` with what has changed. */
class Filters extends LecternElement {
  static properties = {
    query: { attribute: false },
    tags: { attribute: false },
    managing: { state: true },
  };

  static look = css`
    .filters {
      display: grid;
      grid-template-columns: minmax(14rem, 1fr) repeat(4, auto);
      gap: var(--space-2);
      margin-bottom: var(--space-4);
    }
    .search {
      position: relative;
      color: var(--ink-soft);
    }
    .search svg {
      position: absolute;
      left: var(--space-3);
      top: 50%;
      translate: 0 -50%;
      pointer-events: none;
    }
    .search input {
      padding-left: 2.6rem;
    }
    .search input::-webkit-search-cancel-button {
      cursor: pointer;
    }
    select {
      max-width: 11rem;
    }
    .chosen {
      margin-bottom: var(--space-4);
    }
    .chosen button {
      min-height: max(2rem, calc(var(--touch) - 0.5rem));
      padding: 0 var(--space-3);
      border: 0;
    }
    @media (max-width: 60rem) {
      .filters {
        grid-template-columns: repeat(4, minmax(0, 1fr));
      }
      .search {
        grid-column: 1 / -1;
      }
      select {
        max-width: none;
      }
    }
    @media (max-width: 40rem) {
      .filters {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
    }
  `;

  connectedCallback() {
    super.connectedCallback();
    this.listen(collections, 'changed', () => this.requestUpdate());
  }

  focus() {
    this.renderRoot.querySelector('input').select();
    this.renderRoot.querySelector('input').focus();
  }

  /** The field follows the address, but never while somebody types into it. */
  updated() {
    const field = this.renderRoot.querySelector('input');
    if (this.renderRoot.activeElement !== field) field.value = this.query.get('q') ?? '';
  }

  #typed({ target }) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell('filter', { q: target.value.trim() }), TYPING_MILLIS);
  }

  #keyed(event) {
    if (event.key !== 'Escape') return;
    event.target.value = '';
    this.#typed(event);
    event.target.blur();
  }

  #chosen(name, { target }) {
    if (target.value === 'manage') {
      target.value = this.query.get(name) ?? '';
      this.managing = true;
    } else {
      this.tell('filter', { [name]: target.value });
    }
  }

  render() {
    const tag = this.query.get('tag');
    return html`
      <search class="filters">
        <div class="search">
          ${icon('search')}
          <input
            type="search"
            aria-label="Search documents by name, and passages in them"
            placeholder="Search names and passages"
            maxlength="200"
            @input=${this.#typed}
            @keydown=${this.#keyed}
          />
        </div>
        ${this.#choice('state', 'State', 'Any state', this.#states())}
        ${this.#choice('format', 'Format', 'Any format', Object.entries(FORMATS))}
        ${this.#choice('collection', 'Collection', 'All documents', this.#collections())}
        ${this.#choice('sort', 'Sort by', null, Object.entries(SORTS))}
      </search>
      ${tag || this.tags.length > 0 ? this.#tagRow(tag) : nothing}
      ${this.managing
        ? html`<lectern-collections
            @closed=${() => (this.managing = false)}
          ></lectern-collections>`
        : nothing}
    `;
  }

  #states() {
    return Object.entries(STATE_FILTERS).map(([name, { title }]) => [name, title]);
  }

  #collections() {
    const all = collections.all.map(({ id, name }) => [id, name]);
    return session.may('editor') ? [...all, ['manage', 'Manage collections…']] : all;
  }

  #choice(name, label, anything, options) {
    const chosen = this.query.get(name) ?? '';
    return html`<select aria-label=${label} @change=${(event) => this.#chosen(name, event)}>
      ${anything ? html`<option value="" .selected=${!chosen}>${anything}</option>` : nothing}
      ${options.map(
        ([value, words]) =>
          html`<option value=${value} .selected=${value === chosen}>${words}</option>`,
      )}
    </select>`;
  }

  #tagRow(tag) {
    const choose = (chosen) => this.tell('filter', { tag: chosen });
    return html`<div class="chosen row wrap" role="group" aria-label="Tags">
      ${icon('tag', 18)}
      ${(tag ? [tag] : this.tags.slice(0, 12)).map(
        (one) =>
          html`<button
            class="badge ${one === tag ? 'busy' : ''}"
            aria-pressed=${one === tag}
            @click=${() => choose(one === tag ? '' : one)}
          >
            ${one}${one === tag ? icon('close', 14) : nothing}
          </button>`,
      )}
    </div>`;
  }
}

customElements.define('lectern-filters', Filters);
