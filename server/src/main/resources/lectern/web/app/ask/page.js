// Questions and their answers.
import { html, LecternElement } from '../base/element.js';

class Ask extends LecternElement {
  static properties = { place: { attribute: false } };

  render() {
    return html`<div class="page"><h1>Ask</h1></div>`;
  }
}

customElements.define('lectern-ask', Ask);
