// The list of all keys that do something here.
import './dialog.js';
import './toasts.js';
import { css, html, LecternElement } from './element.js';
import { shortcuts } from './shortcuts.js';

const ALWAYS = [
  { keys: 'Tab', words: 'Go to the next control' },
  { keys: 'Enter', words: 'Open what is chosen' },
  { keys: 'Esc', words: 'Close, or clear the search' },
];

class ShortcutList extends LecternElement {
  static look = css`
    dl {
      display: grid;
      grid-template-columns: max-content 1fr;
      gap: var(--space-2) var(--space-5);
    }
    dt {
      display: flex;
      gap: var(--space-1);
    }
  `;

  render() {
    return html`<lectern-dialog heading="Keyboard shortcuts">
      <dl>
        ${[...shortcuts(), ...ALWAYS].map(
          ({ keys, words }) => html`
            <dt>${keys.split(' ').map((key) => html`<kbd>${key}</kbd>`)}</dt>
            <dd>${words}</dd>
          `,
        )}
      </dl>
    </lectern-dialog>`;
  }
}

customElements.define('lectern-shortcuts', ShortcutList);
