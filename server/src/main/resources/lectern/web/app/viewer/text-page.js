// The text of one page, readably, with a range of it marked.
import { LecternElement, css, html } from '../base/element.js';
import { blocksOf, cut } from './markdown.js';
import { blocksView, markdownLook } from './markdown-view.js';

class TextPage extends LecternElement {
  static properties = {
    markdown: { attribute: false },
    range: { attribute: false },
  };

  static look = [
    markdownLook,
    css`
      :host {
        max-width: 72ch;
        line-height: 1.65;
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
    this.renderRoot.querySelector('mark')?.scrollIntoView({ block: 'center' });
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
