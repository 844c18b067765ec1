// API keys of the workspace: list, create, revoke.
import '../base/dialog.js';
import { api } from '../api/client.js';
import { css, html, LecternElement, nothing } from '../base/element.js';
import { icon } from '../base/icons.js';
import { toast } from '../base/toasts.js';
import { trouble } from '../base/trouble.js';
import { date, moment, since } from '../base/words.js';
import './secret.js';

const ROLES = [
  ['reader', 'reader: searches and asks'],
  ['editor', 'editor: uploads, too'],
  ['admin', 'admin: makes keys, too'],
];

/** Days until a key expires. */
const LIVES = [
  ['', 'never'],
  ['7', 'in a week'],
  ['30', 'in 30 days'],
  ['90', 'in 90 days'],
  ['365', 'in a year'],
];

const DAY_MILLIS = 86_400_000;

class Keys extends LecternElement {
  static properties = {
    keys: { state: true },
    error: { state: true },
    made: { state: true },
    revoking: { state: true },
  };

  static look = css`
    li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto auto;
      align-items: center;
      gap: var(--space-2) var(--space-3);
      min-height: 4rem;
      padding: var(--space-2) 0;
      border-bottom: 1px solid var(--line);
    }
    form {
      display: grid;
      grid-template-columns: minmax(10rem, 1fr) 16rem 9rem auto;
      align-items: end;
      gap: var(--space-3);
      margin-top: var(--space-4);
    }
    ul {
      min-height: 4rem;
      margin-top: var(--space-2);
    }
    @media (max-width: 48rem) {
      form {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `;

  constructor() {
    super();
    this.keys = [];
    this.error = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#fetch();
  }

  onReturn() {
    this.#fetch();
  }

  #fetch() {
    return this.attempt(async () => (this.keys = (await api.get('/keys')).keys));
  }

  async #create(event) {
    event.preventDefault();
    const form = event.target;
    const { name, role, days } = Object.fromEntries(new FormData(form));
    const expiresAt = days ? new Date(Date.now() + Number(days) * DAY_MILLIS).toISOString() : null;
    await this.attempt(async () => {
      const { key, secret } = await api.post('/keys', { name: name.trim(), role, expiresAt });
      this.made = { name: key.name, secret };
      form.reset();
      await this.#fetch();
    });
  }

  async #revoke({ id, name }) {
    this.revoking = null;
    await this.attempt(async () => {
      await api.delete('/keys/' + id);
      toast('Revoked: ' + name);
      await this.#fetch();
    });
  }

  render() {
    return html`
      <h2>API keys</h2>
      <p class="soft">Each lets a program, or a person, into this workspace.</p>
      ${trouble(this.error)}
      <ul>
        ${this.keys.map((key) => this.#key(key))}
      </ul>
      ${this.#form()}
      ${this.made
        ? html`<lectern-secret
            .secret=${this.made.secret}
            .name=${this.made.name}
            @closed=${() => (this.made = null)}
          ></lectern-secret>`
        : nothing}
      ${this.revoking ? this.#question(this.revoking) : nothing}
    `;
  }

  #key(key) {
    const used = key.lastUsedAt
      ? html`used <span title=${moment(key.lastUsedAt)}>${since(key.lastUsedAt)}</span>`
      : 'never used';
    const isOver = key.expiresAt && new Date(key.expiresAt) < new Date();
    const ends = key.expiresAt
      ? `, ${isOver ? 'expired' : 'expires'} ${date(key.expiresAt)}`
      : '';
    return html`<li>
      <div class="grow">
        <p class="cut">${key.name} <code class="soft">…${key.hint}</code></p>
        <p class="small soft">${used}, created ${date(key.createdAt)}${ends}</p>
      </div>
      <span class="badge ${key.current ? 'busy' : isOver ? 'bad' : ''}"
        >${key.role}${key.current ? ', yours' : nothing}</span
      >
      <button
        class="plain square"
        aria-label="Revoke ${key.name}"
        title="Revoke"
        @click=${() => (this.revoking = key)}
      >
        ${icon('trash')}
      </button>
    </li>`;
  }

  #form() {
    const options = (all) =>
      all.map(([value, words]) => html`<option value=${value}>${words}</option>`);
    return html`<form @submit=${this.#create}>
      <label>
        New key
        <input name="name" maxlength="100" placeholder="What it is for" required />
      </label>
      <label>Role <select name="role">${options(ROLES)}</select></label>
      <label>Expires <select name="days">${options(LIVES)}</select></label>
      <button class="main">${icon('key')} Create</button>
    </form>`;
  }

  #question(key) {
    return html`<lectern-dialog
      heading="Revoke this key?"
      @closed=${() => (this.revoking = null)}
    >
      <p>
        Whatever uses <strong>${key.name}</strong> is no longer let in, browsers included.
        ${key.current ? 'It is the key you are signed in with: you will be signed out.' : nothing}
      </p>
      <button slot="actions" @click=${() => (this.revoking = null)}>Keep it</button>
      <button slot="actions" class="danger" @click=${() => this.#revoke(key)}>Revoke</button>
    </lectern-dialog>`;
  }
}

customElements.define('lectern-keys', Keys);
