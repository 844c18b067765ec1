// The server's version, and whether all of it works; if not, why.
import { api } from '../api/client.js';
import { css, html, LecternElement } from '../base/element.js';
import { icon } from '../base/icons.js';
import { trouble } from '../base/trouble.js';

class Health extends LecternElement {
  static properties = {
    version: { state: true },
    health: { state: true },
    error: { state: true },
  };

  static look = css`
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
    }
    li {
      display: grid;
      grid-template-columns: 1.5rem 8rem minmax(0, 1fr);
      align-items: start;
      gap: var(--space-2);
      padding: var(--space-2) 0;
    }
    ul {
      min-height: 6rem;
      margin: var(--space-2) 0;
    }
    .ok svg {
      color: var(--good);
    }
    .ill svg {
      color: var(--bad);
    }
  `;

  connectedCallback() {
    super.connectedCallback();
    this.#ask();
  }

  onReturn() {
    this.#ask();
  }

  #ask() {
    return this.attempt(async () => {
      this.version = await api.get('/version');
      this.health = await this.#ready();
    });
  }

  /** A server that is not ready says so with status 503, and in the same shape. */
  async #ready() {
    try {
      return await api.get('/health/ready');
    } catch (error) {
      if (error.members?.checks) return error.members;
      throw error;
    }
  }

  render() {
    return html`
      <header>
        <h2>This server</h2>
        <button class="plain" @click=${this.#ask}>${icon('retry', 18)} Check again</button>
      </header>
      <ul aria-live="polite">
        ${(this.health?.checks ?? []).map(
          ({ name, ok, reason }) => html`<li class=${ok ? 'ok' : 'ill'}>
            ${icon(ok ? 'check' : 'warning')}
            <span>${name}</span>
            <span class="soft">${ok ? 'works' : (reason ?? 'does not work')}</span>
          </li>`,
        )}
      </ul>
      ${trouble(this.error)}
      <p class="small soft">
        ${this.version
          ? `${this.version.name} ${this.version.version}, API ${this.version.api}`
          : 'Version…'}
      </p>
    `;
  }
}

customElements.define('lectern-health', Health);
