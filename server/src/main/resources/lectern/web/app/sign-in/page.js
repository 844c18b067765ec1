// Lets somebody in: by the link the server printed, or by an API key.
import { api } from '../api/client.js';
import { session } from '../api/session.js';
import { css, html, LecternElement, nothing } from '../base/element.js';
import { go, href, replace } from '../base/router.js';

class SignIn extends LecternElement {
  static properties = {
    place: { attribute: false },
    busy: { state: true },
    error: { state: true },
    byLink: { state: true },
  };

  static look = css`
    .page {
      max-width: 30rem;
    }
    form {
      display: grid;
      gap: var(--space-4);
    }
    details {
      margin-top: var(--space-5);
    }
    summary {
      min-height: var(--touch);
      align-content: center;
      cursor: pointer;
    }
    pre {
      overflow-x: auto;
    }
  `;

  constructor() {
    super();
    this.busy = false;
    this.error = null;
    this.byLink = false;
  }

  willUpdate(changed) {
    if (!changed.has('place')) return;
    const token = this.place.query.get('token');
    if (!token) return;
    // Out of the address and the history at once: it works only once, and is nobody's business.
    const next = this.place.query.get('next');
    replace(href('sign-in', null, { next }));
    this.byLink = true;
    this.#exchange({ token });
  }

  async #exchange(proof) {
    this.busy = true;
    await this.attempt(async () => {
      const next = this.place.query.get('next') ?? '';
      session.set(await api.post('/session', proof));
      go(next.startsWith('#/') && !next.startsWith('#/sign-in') ? next : href('library'));
    });
    this.busy = false;
  }

  #submit(event) {
    event.preventDefault();
    const key = new FormData(event.target).get('key').trim();
    this.byLink = false;
    if (key) this.#exchange({ key });
  }

  render() {
    return html`<div class="page stack">
      <h1>${session.expired ? 'Please sign in again' : 'Sign in to Lectern'}</h1>
      ${this.busy
        ? html`<p class="row"><span class="spinner"></span> Signing in…</p>`
        : this.#form()}
    </div>`;
  }

  #form() {
    return html`
      ${session.expired && !this.error
        ? html`<p class="note wait">Your session has ended, or its key was revoked.</p>`
        : nothing}
      ${this.error ? html`<div class="note bad" role="alert">${this.#trouble()}</div>` : nothing}
      <form class="card" @submit=${this.#submit}>
        <label>
          API key
          <input
            name="key"
            type="password"
            autocomplete="off"
            spellcheck="false"
            placeholder="lk_…"
            required
          />
        </label>
        <p class="small soft">It is exchanged for a session and not kept in this browser.</p>
        <button class="main">Sign in</button>
      </form>
      <details ?open=${this.byLink}>
        <summary>I have no key</summary>
        <p>
          The server prints a link that signs you in, in the terminal where it was started: with
          <code>./lectern serve</code> or <code>./lectern demo</code>. It works once; start the
          server again for a new one. An admin can make you a key under <em>Settings</em>.
        </p>
      </details>
    `;
  }

  #trouble() {
    const isRefused = this.error.status === 401 || this.error.status === 422;
    if (!isRefused) return this.error.message;
    return this.byLink
      ? 'This link has been used already or is too old. Ask the server for a new one, or paste an '
          + 'API key.'
      : 'The server does not know this key: it may have a typing mistake, have expired, or be '
          + 'revoked.';
  }
}

customElements.define('lectern-sign-in', SignIn);
