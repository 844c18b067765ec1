// The words of an answer, with a chip in the place of each citation's number.
import { LecternElement, css, html } from '../base/element.js';
import { blocksOf } from '../viewer/markdown.js';
import { blocksView, markdownLook } from '../viewer/markdown-view.js';
import { withHeaders } from './quoted-rows.js';

const MARKER = /\[(\d{1,3})\]/;

/** Tells `open-citation` {citation, from} when a chip is pressed. */
class AnswerText extends LecternElement {
  static properties = {
    text: { attribute: false },
    citations: { attribute: false },
    opened: { attribute: false },
  };

  static look = [
    markdownLook,
    css`
      :host {
        font-size: var(--text-3);
        line-height: 1.6;
      }
      p {
        white-space: pre-line;
      }
      th {
        font-size: var(--text-1);
        font-weight: 500;
      }
      button {
        min-height: 1.5rem;
        min-width: 1.75rem;
        margin-inline: 0.15em;
        padding: 0 0.45em;
        border-color: transparent;
        border-radius: var(--round);
        background: var(--accent-wash);
        color: var(--accent);
        font-size: var(--text-1);
        vertical-align: baseline;
      }
      button:hover,
      button[aria-pressed='true'] {
        background: var(--accent);
        color: var(--accent-ink);
      }
    `,
  ];

  render() {
    const text = withHeaders(this.text, this.citations);
    return blocksView(blocksOf(text), ({ start, end }) =>
      text
        .slice(start, end)
        .split(MARKER)
        .map((part, index) => (index % 2 ? this.#chip(part) : part)),
    );
  }

  #chip(number) {
    const citation = this.citations.find((each) => String(each.number) === number);
    if (!citation) return `[${number}]`;
    const { document, page } = citation;
    return html`<button
      aria-label="Citation ${number}: ${document}, page ${page}"
      title="${document}, page ${page}"
      aria-pressed=${String(this.opened === citation)}
      @click=${({ target }) => this.tell('open-citation', { citation, from: target })}
    >
      ${number}
    </button>`;
  }
}

customElements.define('lectern-answer-text', AnswerText);
