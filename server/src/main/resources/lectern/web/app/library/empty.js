// The library before anything is in it: what can be brought, and what then happens.
import { session } from '../api/session.js';
import { css, html, LecternElement } from '../base/element.js';
import { icon } from '../base/icons.js';
import { FORMATS } from './formats.js';

/** Tells `upload`. */
class Empty extends LecternElement {
  static look = css`
    .zone {
      display: grid;
      justify-items: center;
      gap: var(--space-4);
      padding: var(--space-7) var(--space-5);
      border: 2px dashed var(--line-strong);
      border-radius: var(--radius-3);
      background: var(--surface);
      text-align: center;
    }
    .zone > svg {
      color: var(--accent);
    }
    h2 {
      font: 500 var(--text-4) / 1.3 var(--serif);
    }
    .formats {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: var(--space-2);
    }
    ol {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr));
      gap: var(--space-5);
      margin-top: var(--space-6);
    }
    ol p {
      margin-top: var(--space-1);
      color: var(--ink-soft);
    }
  `;

  render() {
    const mayUpload = session.may('editor');
    return html`
      <div class="zone">
        ${icon('upload', 44)}
        <h2>${this.#heading(mayUpload)}</h2>
        <ul class="formats" aria-label="What Lectern reads">
          ${Object.values(FORMATS).map((format) => html`<li class="badge">${format}</li>`)}
        </ul>
        ${mayUpload
          ? html`<button class="main" @click=${() => this.tell('upload')}>Choose files</button>`
          : html`<p class="soft">Your key can read but not upload. Ask an editor.</p>`}
      </div>
      <ol>
        <li>
          <h3>1. Bring documents</h3>
          <p>They stay on this machine. Scans are read, too, if Tesseract is installed.</p>
        </li>
        <li>
          <h3>2. Watch them become ready</h3>
          <p>Each shows where it is on its way; if one cannot be read, it says why.</p>
        </li>
        <li>
          <h3>3. <a href="#/ask">Ask</a></h3>
          <p>Every answer shows the page, and the very words, it rests on.</p>
        </li>
      </ol>
    `;
  }

  #heading(mayUpload) {
    if (!mayUpload) return 'Nothing is in this library yet';
    const canDrop = matchMedia('(any-pointer: fine)').matches;
    return canDrop ? 'Drop files or folders here' : 'Bring your first documents';
  }
}

customElements.define('lectern-empty', Empty);
