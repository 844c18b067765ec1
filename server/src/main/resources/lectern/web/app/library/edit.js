// Rename, tag, file or delete a document.
import '../base/dialog.js';
import { api } from '../api/client.js';
import { css, html, LecternElement, nothing } from '../base/element.js';
import { icon } from '../base/icons.js';
import { toast } from '../base/toasts.js';
import { trouble } from '../base/trouble.js';
import { collections } from './collections.js';

/** `<lectern-edit .document=${document}>` tells `closed`, and `gone` once it is deleted. */
class Edit extends LecternElement {
  static properties = {
    document: { attribute: false },
    deleting: { state: true },
    busy: { state: true },
    error: { state: true },
  };

  static look = css`
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-bottom: var(--space-1);
      padding: 0;
      color: var(--ink-soft);
      font-size: var(--text-1);
      font-weight: 500;
    }
    .delete {
      margin-right: auto;
    }
  `;

  constructor() {
    super();
    this.deleting = false;
    this.busy = false;
    this.error = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.listen(collections, 'changed', () => this.requestUpdate());
    this.attempt(() => collections.load());
  }

  /** What was pressed is gone, so the keyboard goes on with what took its place. */
  updated(changed) {
    if (changed.get('deleting') === undefined) return;
    this.renderRoot.querySelector(this.deleting ? '.keep' : 'input[name=name]').focus();
  }

  async #do(work, words) {
    this.busy = true;
    if (await this.attempt(work)) {
      toast(words);
      this.renderRoot.querySelector('lectern-dialog').close();
    }
    this.busy = false;
  }

  #save() {
    const form = new FormData(this.renderRoot.querySelector('form'));
    const tags = form.get('tags').split(',').map((tag) => tag.trim()).filter(Boolean);
    const changes = {
      name: form.get('name').trim(),
      tags: [...new Set(tags)],
      collections: form.getAll('collection'),
    };
    this.#do(() => api.patch('/documents/' + this.document.id, changes), 'Saved.');
  }

  #delete() {
    const { id, name } = this.document;
    this.#do(async () => {
      await api.delete('/documents/' + id);
      this.tell('gone');
    }, 'Deleted: ' + name);
  }

  render() {
    const heading = this.deleting ? 'Delete this document?' : 'Edit document';
    return html`<lectern-dialog heading=${heading}>
      ${trouble(this.error)}
      ${this.deleting ? this.#question() : this.#form()}
      ${this.deleting ? this.#decide() : this.#actions()}
    </lectern-dialog>`;
  }

  #question() {
    return html`<p>
      <strong>${this.document.name}</strong> goes with its pages, its passages and the original
      file. Answers can no longer rest on it. This cannot be taken back.
    </p>`;
  }

  #decide() {
    return html`
      <button slot="actions" class="keep" @click=${() => (this.deleting = false)}>
        Keep it
      </button>
      <button slot="actions" class="danger" ?disabled=${this.busy} @click=${this.#delete}>
        ${icon('trash')} Delete
      </button>
    `;
  }

  #form() {
    const { name, tags } = this.document;
    return html`<form
      class="stack"
      @submit=${(event) => {
        event.preventDefault();
        this.#save();
      }}
    >
      <label>Name <input name="name" .value=${name} maxlength="255" required autofocus /></label>
      <label>
        Tags, with commas between
        <input name="tags" .value=${tags.join(', ')} placeholder="contract, 2026" />
      </label>
      ${collections.all.length > 0 ? this.#collections() : nothing}
      <button hidden></button>
    </form>`;
  }

  #collections() {
    return html`<fieldset>
      <legend>Collections</legend>
      ${collections.all.map(
        ({ id, name }) => html`<label class="pick">
          <input
            type="checkbox"
            name="collection"
            value=${id}
            ?checked=${this.document.collections.includes(id)}
          />
          ${name}
        </label>`,
      )}
    </fieldset>`;
  }

  #actions() {
    return html`
      <button
        slot="actions"
        class="danger delete"
        @click=${() => (this.deleting = true)}
      >
        ${icon('trash')} Delete…
      </button>
      <button slot="actions" class="main" ?disabled=${this.busy} @click=${this.#save}>Save</button>
    `;
  }
}

customElements.define('lectern-edit', Edit);
