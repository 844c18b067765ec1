// Settings: who you are, keys, how it looks, how the server is.
import { api } from '../api/client.js';
import { session } from '../api/session.js';
import { css, html, LecternElement, nothing } from '../base/element.js';
import { icon } from '../base/icons.js';
import { setTheme, theme, THEMES } from '../base/theme.js';
import { toastError } from '../base/toasts.js';
import './health.js';
import './keys.js';
import './workspaces.js';

const THEME_WORDS = { system: 'As the system', light: 'Light', dark: 'Dark' };

class Settings extends LecternElement {
  static properties = { place: { attribute: false } };

  static look = css`
    .page {
      max-width: 56rem;
    }
    .blocks {
      display: grid;
      gap: var(--space-5);
      margin-top: var(--space-5);
    }
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr));
      gap: var(--space-4);
      margin: var(--space-4) 0;
    }
    dt {
      color: var(--ink-soft);
      font-size: var(--text-1);
    }
    dd {
      overflow-wrap: anywhere;
    }
    fieldset {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2) var(--space-5);
      margin: var(--space-3) 0 0;
      padding: 0;
      border: 0;
    }
  `;

  connectedCallback() {
    super.connectedCallback();
    this.listen(window, 'lectern-theme', () => this.requestUpdate());
    this.listen(session, 'changed', () => this.requestUpdate());
  }

  async #signOut() {
    try {
      await api.delete('/session');
      session.set(null);
    } catch (error) {
      toastError(error);
    }
  }

  render() {
    const current = session.current;
    if (!current) return nothing;
    return html`<div class="page">
      <h1>Settings</h1>
      <div class="blocks">
        ${this.#you(current)}
        ${session.may('admin') ? html`<lectern-keys class="card"></lectern-keys>` : nothing}
        ${current.operator
          ? html`<lectern-workspaces class="card"></lectern-workspaces>`
          : nothing}
        ${this.#appearance()}
        <lectern-health class="card"></lectern-health>
      </div>
    </div>`;
  }

  #you({ workspace, key, role, operator }) {
    return html`<section class="card" aria-labelledby="you">
      <h2 id="you">You</h2>
      <dl>
        <div><dt>Workspace</dt><dd>${workspace.name}</dd></div>
        <div><dt>Signed in with the key</dt><dd>${key.name}</dd></div>
        <div><dt>Role</dt><dd>${role}${operator ? ', operator of this server' : nothing}</dd></div>
      </dl>
      <button @click=${this.#signOut}>${icon('out')} Sign out</button>
    </section>`;
  }

  #appearance() {
    return html`<section class="card" aria-labelledby="looks">
      <h2 id="looks">Appearance</h2>
      <fieldset aria-labelledby="looks">
        ${THEMES.map(
          (one) => html`<label class="pick">
            <input
              type="radio"
              name="theme"
              .checked=${theme() === one}
              @change=${() => setTheme(one)}
            />
            ${THEME_WORDS[one]}
          </label>`,
        )}
      </fieldset>
    </section>`;
  }
}

customElements.define('lectern-settings', Settings);
