// The frame of the app: who is signed in, where we are, what is wrong with the connection.
import { api } from './api/client.js';
import { connection } from './api/connection.js';
import { session } from './api/session.js';
import { html, LecternElement, nothing } from './base/element.js';
import { icon } from './base/icons.js';
import { go, href, place, replace } from './base/router.js';
import { shortcut } from './base/shortcuts.js';
import { setTheme } from './base/theme.js';
import { toastError } from './base/toasts.js';
import { look } from './shell-style.js';
import './base/shortcut-list.js';

const PAGES = {
  library: {
    title: 'Library',
    keys: 'g l',
    load: () => import('./library/page.js'),
    show: (at) =>
      at.id
        ? html`<lectern-document .documentId=${at.id} .place=${at}></lectern-document>`
        : html`<lectern-library .place=${at}></lectern-library>`,
  },
  ask: {
    title: 'Ask',
    keys: 'g a',
    load: () => import('./ask/page.js'),
    show: (at) => html`<lectern-ask .place=${at}></lectern-ask>`,
  },
  settings: {
    title: 'Settings',
    keys: 'g s',
    load: () => import('./settings/page.js'),
    show: (at) => html`<lectern-settings .place=${at}></lectern-settings>`,
  },
  api: {
    title: 'API',
    keys: 'g p',
    load: () => import('./reference/page.js'),
    show: (at) => html`<lectern-reference .place=${at}></lectern-reference>`,
  },
};

class App extends LecternElement {
  static properties = {
    place: { state: true },
    loaded: { state: true },
    away: { state: true },
    listing: { state: true },
  };

  static look = look;

  constructor() {
    super();
    this.place = place();
    this.loaded = new Set();
    this.away = connection.isAway;
    this.listing = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.listen(window, 'hashchange', () => this.#arrive());
    this.listen(connection, 'away', () => (this.away = true));
    this.listen(connection, 'back', () => (this.away = false));
    this.listen(session, 'changed', () => this.#signedInOrOut());
    this.listen(window, 'lectern-theme', () => this.requestUpdate());
    for (const [page, { title, keys }] of Object.entries(PAGES)) {
      this.whenGone(shortcut(keys, 'Go to ' + title, () => go(href(page))));
    }
    this.whenGone(shortcut('?', 'Show these shortcuts', () => (this.listing = true)));
    this.#arrive();
    if (this.place.page !== 'sign-in') this.#askWhoWeAre();
  }

  onReturn() {
    if (session.state === 'unknown') this.#askWhoWeAre();
  }

  async #askWhoWeAre() {
    try {
      session.set(await api.get('/session'));
    } catch (error) {
      if (error.status !== 401) toastError(error);
    }
  }

  #signedInOrOut() {
    if (session.state === 'out' && this.place.page !== 'sign-in') {
      replace(href('sign-in', null, { next: location.hash || null }));
    }
    this.requestUpdate();
  }

  async #arrive() {
    const before = this.place;
    this.place = place();
    const page = this.place.page;
    if (page !== 'sign-in' && !PAGES[page]) {
      replace(href('library'));
      return;
    }
    if (page !== 'sign-in' && session.state === 'out') {
      this.#signedInOrOut();
      return;
    }
    document.title = (PAGES[page]?.title ?? 'Sign in') + ' · Lectern';
    try {
      await (PAGES[page]?.load() ?? import('./sign-in/page.js'));
      this.loaded = new Set(this.loaded).add(page);
    } catch {
      connection.lost();
    }
    if (before.page !== page || before.id !== this.place.id) this.#beginAtTop();
  }

  /** A new page begins at its top, and so do keyboard and screen reader. */
  async #beginAtTop() {
    await this.updateComplete;
    scrollTo(0, 0);
    this.renderRoot.querySelector('main')?.focus({ preventScroll: true });
  }

  render() {
    const signingIn = this.place.page === 'sign-in';
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>Skip to the page</a>
      <header>
        <div class="bar">
          <a class="brand" href="#/library" aria-label="Lectern, to the library">
            <img src="/app/icon.svg" width="28" height="28" alt="" />Lectern
          </a>
          ${signingIn ? nothing : this.#navigation()}
          <span class="grow"></span>
          ${this.#tools()}
        </div>
      </header>
      ${this.#banner()}
      <main id="main" tabindex="-1">${this.#page()}</main>
      <lectern-toasts></lectern-toasts>
      ${this.listing
        ? html`<lectern-shortcuts @closed=${() => (this.listing = false)}></lectern-shortcuts>`
        : nothing}
    `;
  }

  #navigation() {
    return html`<nav aria-label="Pages">
      ${Object.entries(PAGES).map(
        ([page, { title }]) =>
          html`<a
            href=${href(page)}
            aria-current=${this.place.page === page ? 'page' : nothing}
            >${icon(page)}<span>${title}</span></a
          >`,
      )}
    </nav>`;
  }

  #tools() {
    const dark = getComputedStyle(document.documentElement).colorScheme;
    const isDark =
      dark === 'dark' || (dark !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
    const label = isDark ? 'Use the light theme' : 'Use the dark theme';
    return html`
      ${session.current
        ? html`<span class="workspace cut" title="Workspace"
            >${session.current.workspace.name}</span
          >`
        : nothing}
      <button
        class="plain square keys"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        @click=${() => (this.listing = true)}
      >
        ${icon('keyboard')}
      </button>
      <button
        class="plain square"
        aria-label=${label}
        title=${label}
        @click=${() => setTheme(isDark ? 'light' : 'dark')}
      >
        ${icon(isDark ? 'sun' : 'moon')}
      </button>
    `;
  }

  #banner() {
    return html`<div role="status" class="banner">
      ${this.away
        ? html`<p>
            <span class="spinner"></span>
            <span>Lectern is not answering, trying again…</span>
            <button class="plain" @click=${() => connection.tryNow()}>Try now</button>
          </p>`
        : nothing}
    </div>`;
  }

  #page() {
    const page = this.place.page;
    if (!this.loaded.has(page)) return nothing;
    if (page === 'sign-in') return html`<lectern-sign-in .place=${this.place}></lectern-sign-in>`;
    return session.state === 'in' ? PAGES[page].show(this.place) : nothing;
  }

  #skip(event) {
    event.preventDefault();
    this.renderRoot.querySelector('main').focus();
  }
}

customElements.define('lectern-app', App);
