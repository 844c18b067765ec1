// The text of one page, readably, with a range of it marked.
import { LecternElement, css, html } from '../base/element.js';
import { blocksOf, cut } from './markdown.js';
import { blocksView, markdownLook } from './markdown-view.js';
import { reveal } from './reveal.js';

class TextPage extends LecternElement {
  static properties = {
    markdown: { attribute: false },
    range: { attribute: false },
  };

  static look = [
    markdownLook,
    css`
      :host {
        line-height: 1.65;
      }
      :not(.table, .table *) {
        max-width: 72ch;
      }
      mark {
        padding-block: 0.1em;
        background: var(--mark);
        color: inherit;
        border-radius: 2px;
        box-decoration-break: clone;
      }
    `,
  ];

  updated() {
    const mark = this.renderRoot.querySelector('mark');
    if (mark) reveal(this.parentElement, mark, 'middle');
  }

  render() {
    return blocksView(blocksOf(this.markdown), (run) =>
      cut(run, this.range).map(({ start, end, marked }) => {
        const text = this.markdown.slice(start, end);
        return marked ? html`<mark>${text}</mark>` : text;
      }),
    );
  }
}

customElements.define('lectern-text-page', TextPage);
