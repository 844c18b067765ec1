// A document, page by page.
import { html, LecternElement } from '../base/element.js';

/** `<lectern-viewer document-id="…" page="3">` */
class Viewer extends LecternElement {
  static properties = {
    documentId: { attribute: 'document-id' },
    page: { type: Number },
  };

  render() {
    return html`<slot></slot>`;
  }
}

customElements.define('lectern-viewer', Viewer);
