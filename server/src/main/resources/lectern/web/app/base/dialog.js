// A dialog: what is behind it waits. Esc and the cross close it.
import { css, html, LecternElement } from './element.js';
import { icon } from './icons.js';

/**
 * `<lectern-dialog heading="…">content<button slot="actions">…</lectern-dialog>`. It opens when it
 * is put into the page and tells `closed` when it wants to be taken out.
 */
class Dialog extends LecternElement {
  static properties = { heading: {} };

  static look = css`
    dialog {
      width: min(34rem, calc(100vw - 2 * var(--space-4)));
      max-height: min(44rem, calc(100dvh - 2 * var(--space-4)));
      padding: 0;
      border: 1px solid var(--line);
      border-radius: var(--radius-3);
      background: var(--raised);
      color: var(--ink);
      box-shadow: var(--shadow);
    }
    dialog::backdrop {
      background: #1d1c1980;
    }
    header {
      position: sticky;
      top: 0;
      display: flex;
      align-items: center;
      justify-content: space-between;
      padding: var(--space-4) var(--space-4) var(--space-2) var(--space-5);
      background: var(--raised);
    }
    h2 {
      font: 500 var(--text-4) / 1.3 var(--serif);
    }
    .content {
      padding: var(--space-2) var(--space-5) var(--space-5);
    }
    footer {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: var(--space-2);
      padding: 0 var(--space-5) var(--space-5);
    }
    @media (max-width: 40rem) {
      .content {
        padding: var(--space-2) var(--space-4) var(--space-4);
      }
    }
  `;

  firstUpdated() {
    this.renderRoot.querySelector('dialog').showModal();
    this.querySelector('[autofocus]')?.focus();
  }

  render() {
    return html`<dialog aria-labelledby="heading" @close=${() => this.tell('closed')}>
      <header>
        <h2 id="heading">${this.heading}</h2>
        <button class="plain square" aria-label="Close" @click=${this.close}>
          ${icon('close')}
        </button>
      </header>
      <div class="content"><slot></slot></div>
      <footer><slot name="actions"></slot></footer>
    </dialog>`;
  }

  close() {
    this.renderRoot.querySelector('dialog').close();
  }
}

customElements.define('lectern-dialog', Dialog);
