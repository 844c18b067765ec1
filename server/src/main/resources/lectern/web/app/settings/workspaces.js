// Workspaces, for the operator: list and create. Each is apart from all others.
import { api } from '../api/client.js';
import { css, html, LecternElement, nothing } from '../base/element.js';
import { icon } from '../base/icons.js';
import { trouble } from '../base/trouble.js';
import './secret.js';

class Workspaces extends LecternElement {
  static properties = {
    workspaces: { state: true },
    error: { state: true },
    made: { state: true },
  };

  static look = css`
    li {
      line-height: 3rem;
      border-bottom: 1px solid var(--line);
    }
    form {
      display: flex;
      align-items: end;
      gap: var(--space-3);
      margin-top: var(--space-4);
    }
    ul {
      min-height: 3rem;
      margin-top: var(--space-2);
    }
  `;

  constructor() {
    super();
    this.workspaces = [];
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
    return this.attempt(async () => {
      this.workspaces = (await api.get('/workspaces')).workspaces;
    });
  }

  async #create(event) {
    event.preventDefault();
    const form = event.target;
    const name = new FormData(form).get('name').trim();
    await this.attempt(async () => {
      const { secret } = await api.post('/workspaces', { name });
      this.made = { name: 'admin of ' + name, secret };
      form.reset();
      await this.#fetch();
    });
  }

  render() {
    return html`
      <h2>Workspaces</h2>
      <p class="soft">
        Each has its own documents, collections and keys; none sees anything of another.
      </p>
      ${trouble(this.error)}
      <ul>
        ${this.workspaces.map(({ name }) => html`<li class="cut">${name}</li>`)}
      </ul>
      <form @submit=${this.#create}>
        <label class="grow">
          New workspace
          <input name="name" maxlength="100" placeholder="Team or customer" required />
        </label>
        <button class="main">${icon('plus')} Create</button>
      </form>
      ${this.made
        ? html`<lectern-secret
            .secret=${this.made.secret}
            .name=${this.made.name}
            @closed=${() => (this.made = null)}
          ></lectern-secret>`
        : nothing}
    `;
  }
}

customElements.define('lectern-workspaces', Workspaces);
