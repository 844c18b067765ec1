// Short news at the edge of the page, read out by screen readers.
import { css, html, LecternElement, nothing } from './element.js';
import { icon } from './icons.js';

/** How long news stay, in milliseconds; errors stay until they are closed. */
const STAY_MILLIS = 5000;

/**
 * Shows a piece of news.
 *
 * @param {string} text
 * @param {'news' | 'error'} kind
 */
export function toast(text, kind = 'news') {
  dispatchEvent(new CustomEvent('lectern-toast', { detail: { text, kind } }));
}

/** Shows why something failed, unless we called it off ourselves. */
export function toastError(error) {
  if (error?.kind !== 'aborted') toast(error?.message ?? String(error), 'error');
}

class Toasts extends LecternElement {
  static properties = { toasts: { state: true } };

  static look = css`
    :host {
      position: fixed;
      z-index: 30;
      right: var(--space-4);
      bottom: calc(var(--space-4) + var(--tabs));
      width: min(26rem, calc(100vw - 2 * var(--space-4)));
      pointer-events: none;
    }
    .toast {
      display: flex;
      align-items: center;
      gap: var(--space-3);
      margin-top: var(--space-2);
      padding: var(--space-2) var(--space-2) var(--space-2) var(--space-4);
      border: 1px solid var(--line);
      border-left: 4px solid var(--accent);
      border-radius: var(--radius-1);
      background: var(--raised);
      box-shadow: var(--shadow);
      overflow-wrap: anywhere;
      pointer-events: auto;
    }
    .toast.error {
      border-left-color: var(--bad);
    }
  `;

  constructor() {
    super();
    this.toasts = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.listen(window, 'lectern-toast', ({ detail }) => this.#show(detail));
  }

  #show(toast) {
    this.toasts = [...this.toasts.filter(({ text }) => text !== toast.text), toast].slice(-3);
    if (toast.kind === 'news') setTimeout(() => this.#close(toast), STAY_MILLIS);
  }

  #close(toast) {
    this.toasts = this.toasts.filter((other) => other !== toast);
  }

  render() {
    const of = (kind) => this.toasts.filter((toast) => toast.kind === kind);
    return html`
      <div role="alert">${of('error').map((toast) => this.#toast(toast))}</div>
      <div role="status">${of('news').map((toast) => this.#toast(toast))}</div>
    `;
  }

  #toast(toast) {
    return html`<div class="toast ${toast.kind === 'error' ? 'error' : nothing}">
      <span class="grow">${toast.text}</span>
      <button class="plain square" aria-label="Close" @click=${() => this.#close(toast)}>
        ${icon('close')}
      </button>
    </div>`;
  }
}

customElements.define('lectern-toasts', Toasts);
