// Collections: make, rename, delete.
import '../base/dialog.js';
import { api } from '../api/client.js';
import { css, html, LecternElement } from '../base/element.js';
import { icon } from '../base/icons.js';
import { trouble } from '../base/trouble.js';
import { count } from '../base/words.js';
import { collections } from './collections.js';

/** `<lectern-collections>` tells `closed`. */
class CollectionList extends LecternElement {
  static properties = { error: { state: true }, renaming: { state: true } };

  static look = css`
    li {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-height: 3.25rem;
      border-bottom: 1px solid var(--line);
    }
    form {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      margin-top: var(--space-4);
    }
    li form {
      flex: 1;
      margin: 0;
    }
  `;

  connectedCallback() {
    super.connectedCallback();
    this.listen(collections, 'changed', () => this.requestUpdate());
    this.attempt(() => collections.refresh());
  }

  async #create(event) {
    event.preventDefault();
    const form = event.target;
    const name = new FormData(form).get('name').trim();
    if (name && (await this.attempt(() => collections.create(name)))) form.reset();
  }

  async #rename(event, { id }) {
    event.preventDefault();
    const name = new FormData(event.target).get('name').trim();
    const renamed = await this.attempt(async () => {
      await api.patch('/collections/' + id, { name });
      await collections.refresh();
    });
    if (renamed) this.renaming = null;
  }

  render() {
    return html`<lectern-dialog heading="Collections">
      <p class="soft">Collections put documents together, to look at or to ask them alone.</p>
      ${trouble(this.error)}
      <ul>
        ${collections.all.map(
          (one) => html`<li>${this.renaming === one.id ? this.#form(one) : this.#line(one)}</li>`,
        )}
      </ul>
      <form @submit=${this.#create}>
        <input name="name" aria-label="Name of a new collection" placeholder="New collection"
          maxlength="100" required autofocus />
        <button class="main">${icon('plus')} Create</button>
      </form>
    </lectern-dialog>`;
  }

  #line({ id, name, documents }) {
    return html`
      <span class="grow cut" title=${name}>${name}</span>
      <span class="small soft">${count(documents, 'document')}</span>
      <button class="plain square" aria-label="Rename ${name}" title="Rename"
        @click=${() => (this.renaming = id)}>
        ${icon('edit')}
      </button>
      <button class="plain square" aria-label="Delete ${name}"
        title="Delete the collection; its documents stay"
        @click=${() => this.attempt(() => collections.remove(id))}>
        ${icon('trash')}
      </button>
    `;
  }

  #form(one) {
    return html`<form @submit=${(event) => this.#rename(event, one)}>
      <input name="name" aria-label="Name" .value=${one.name} maxlength="100" required />
      <button class="main">Save</button>
    </form>`;
  }
}

customElements.define('lectern-collections', CollectionList);
