// The files on their way to the server, each with how far it is.
import { css, html, LecternElement, nothing } from '../base/element.js';
import { icon } from '../base/icons.js';
import { count, size } from '../base/words.js';
import { uploads } from './uploads.js';

/** So many are shown; the rest is counted. */
const SHOWN = 6;

class UploadList extends LecternElement {
  static look = css`
    section {
      margin-bottom: var(--space-5);
      padding: var(--space-4) var(--space-4) var(--space-2) var(--space-5);
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      min-height: var(--touch);
    }
    li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto auto;
      align-items: center;
      gap: 0 var(--space-3);
      min-height: 3.5rem;
      padding: var(--space-1) 0;
      border-top: 1px solid var(--line);
    }
    .bar {
      grid-column: 1 / -1;
      height: 4px;
      margin-bottom: var(--space-2);
    }
    .words {
      font-size: var(--text-1);
      color: var(--ink-soft);
      overflow-wrap: anywhere;
    }
    .refused .words {
      color: var(--bad);
    }
  `;

  connectedCallback() {
    super.connectedCallback();
    this.listen(uploads, 'changed', () => this.requestUpdate());
  }

  render() {
    const all = uploads.all.filter(({ state }) => state !== 'stored');
    if (all.length === 0) return nothing;
    const left = all.filter(({ state }) => ['queued', 'sending', 'waiting'].includes(state));
    const title = left.length > 0 ? 'Uploading ' + count(left.length, 'file') : 'Uploads';
    const order = { sending: 0, refused: 1, waiting: 2, known: 3, queued: 4 };
    const shown = all.toSorted((a, b) => order[a.state] - order[b.state]).slice(0, SHOWN);
    return html`<section class="card" aria-label="Uploads">
      <header>
        <h2 aria-live="polite">${title}</h2>
        <button class="plain" @click=${() => uploads.clear()} ?disabled=${left.length > 0}>
          Clear
        </button>
      </header>
      <ul>
        ${shown.map((upload) => this.#upload(upload))}
      </ul>
      ${all.length > SHOWN
        ? html`<p class="words">and ${count(all.length - SHOWN, 'more file')}</p>`
        : nothing}
    </section>`;
  }

  #upload(upload) {
    const { file, state, sent, words } = upload;
    const isEnding = state === 'sending' && sent >= file.size && file.size > 0;
    const far = {
      sending: isEnding ? 'Being stored…' : `${size(sent)} of ${size(file.size)}`,
      queued: 'Queued, ' + size(file.size),
    };
    return html`<li class=${state}>
      <div>
        <p class="cut">${file.name}</p>
        <p class="words">${words || far[state]}</p>
      </div>
      ${state === 'refused'
        ? html`<button @click=${() => uploads.retry(upload)}>${icon('retry', 18)} Retry</button>`
        : html`<span></span>`}
      <button
        class="plain square"
        aria-label="${state === 'refused' || state === 'known' ? 'Hide' : 'Cancel'} ${file.name}"
        @click=${() => uploads.remove(upload)}
      >
        ${icon('close', 18)}
      </button>
      ${state === 'sending'
        ? html`<progress
            class="bar"
            max=${Math.max(1, file.size)}
            .value=${sent}
            aria-label="Upload of ${file.name}"
          ></progress>`
        : nothing}
    </li>`;
  }
}

customElements.define('lectern-uploads', UploadList);
