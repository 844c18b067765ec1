// A new key's secret: shown this one time, to be copied.
import '../base/dialog.js';
import { css, html, LecternElement } from '../base/element.js';
import { icon } from '../base/icons.js';
import { toast } from '../base/toasts.js';

/** `<lectern-secret .secret=${text} .name=${name}>` tells `closed`. */
class Secret extends LecternElement {
  static properties = { secret: { attribute: false }, name: { attribute: false } };

  static look = css`
    .secret {
      display: flex;
      gap: var(--space-2);
      margin: var(--space-4) 0;
    }
    input {
      font-family: var(--mono) !important;
    }
  `;

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.secret);
      toast('Copied.');
    } catch {
      // Not allowed over plain HTTP from another machine: select it, to be copied by hand.
      this.renderRoot.querySelector('input').select();
      toast('Selected; copy it with Ctrl-C.');
    }
  }

  render() {
    return html`<lectern-dialog heading="Key “${this.name}”">
      <p>Copy it now: it is kept only as a hash and never shown again.</p>
      <div class="secret">
        <input readonly aria-label="The key" .value=${this.secret} @focus=${this.#select} />
        <button class="main" @click=${this.#copy}>${icon('copy')} Copy</button>
      </div>
      <p class="small soft">
        Programs send it as <code>Authorization: Bearer …</code>; a browser signs in with it.
      </p>
    </lectern-dialog>`;
  }

  #select({ target }) {
    target.select();
  }
}

customElements.define('lectern-secret', Secret);
