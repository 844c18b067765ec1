// What all of Lectern's elements have in common.
import { LitElement } from 'lit';
import { connection } from '../api/connection.js';
import { controls } from './controls.js';
import { base } from './style.js';

export { css, html, nothing, svg } from 'lit';

/**
 * An element with the shared style. Everything put into its templates is shown as text; attributes
 * named `style` are forbidden by the content security policy, so widths and such go through
 * classes, `<progress>` or `element.style` in code.
 */
export class LecternElement extends LitElement {
  #leave = [];

  /** Styles of this kind of element only; a `CSSResult` of Lit's `css`. */
  static look = [];

  static finalizeStyles() {
    return super.finalizeStyles([base, controls, this.look]);
  }

  connectedCallback() {
    super.connectedCallback();
    this.listen(connection, 'back', () => this.onReturn());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const leave of this.#leave.splice(0)) leave();
  }

  /** The server answers again after it was away: fetch what may have changed. */
  onReturn() {}

  /** Does something that may fail, and keeps the reason in `error`; whether it went well. */
  async attempt(work) {
    this.error = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.error = error;
      return false;
    }
  }

  /** Hears events for as long as the element is in the document. */
  listen(target, name, hear) {
    target.addEventListener(name, hear);
    this.whenGone(() => target.removeEventListener(name, hear));
  }

  /** Does something when the element leaves the document. Call it in `connectedCallback`. */
  whenGone(leave) {
    this.#leave.push(leave);
  }

  /** Tells whoever uses this element; passes through shadow roots. */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
