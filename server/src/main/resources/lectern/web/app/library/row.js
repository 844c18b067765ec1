// A document in the list.
import { api } from '../api/client.js';
import { session } from '../api/session.js';
import { css, html, LecternElement, nothing } from '../base/element.js';
import { icon } from '../base/icons.js';
import { href } from '../base/router.js';
import { toast, toastError } from '../base/toasts.js';
import { clock, count, moment, since, size } from '../base/words.js';
import { FORMATS } from './formats.js';
import { canRetry, lackText, menderWord } from './states.js';
import './state.js';

/** Tells `edit` with the document. */
class Row extends LecternElement {
  static properties = { document: { attribute: false } };

  static look = css`
    .line {
      display: grid;
      grid-template-columns: 2.5rem minmax(0, 1fr) 11rem auto;
      align-items: center;
      gap: var(--space-3);
      min-height: 4.5rem;
      padding: var(--space-2) var(--space-3) var(--space-2) var(--space-4);
      border-radius: var(--radius-2);
    }
    .line:hover {
      background: color-mix(in oklab, var(--sunken) 55%, transparent);
    }
    .sign {
      display: grid;
      place-items: center;
      width: 2.5rem;
      height: 2.5rem;
      border-radius: var(--radius-1);
      background: var(--sunken);
      color: var(--ink-soft);
    }
    .name {
      display: block;
      color: var(--ink);
      font-weight: 500;
      text-decoration: none;
    }
    .name:hover {
      color: var(--accent);
      text-decoration: underline;
    }
    .facts {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--space-2);
      color: var(--ink-soft);
      font-size: var(--text-1);
    }
    .facts > :not(:last-child)::after {
      content: '·';
      margin-left: var(--space-2);
    }
    .tags {
      max-width: 16rem;
    }
    .actions {
      display: flex;
    }
    .why {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2) var(--space-3);
      margin: 0 var(--space-4) var(--space-3) 4.25rem;
      font-size: var(--text-1);
    }
    @media (max-width: 40rem) {
      .line {
        grid-template-columns: 2.5rem minmax(0, 1fr) auto;
        padding: var(--space-3);
      }
      lectern-state {
        grid-column: 2;
      }
      .actions {
        grid-area: 1 / 3;
      }
      .download {
        display: none;
      }
      .why {
        margin: 0 var(--space-3) var(--space-3);
      }
    }
  `;

  focus() {
    this.renderRoot.querySelector('.name').focus();
  }

  async #retry() {
    try {
      await api.post(`/documents/${this.document.id}/retry`);
      toast('Trying again: ' + this.document.name);
    } catch (error) {
      toastError(error);
    }
  }

  render() {
    const document = this.document;
    return html`
      <div class="line">
        <span class="sign">${icon('file')}</span>
        <div class="grow">
          <a class="name cut" href=${href('library', document.id)} title=${document.name}
            >${document.name}</a
          >
          <div class="facts">${this.#facts(document)}</div>
        </div>
        <lectern-state .document=${document}></lectern-state>
        <div class="actions">${this.#actions(document)}</div>
      </div>
      ${document.failure || canRetry(document) || document.waiting ? this.#why(document) : nothing}
    `;
  }

  #facts(document) {
    const { format, pages, sizeBytes, receivedAt, tags } = document;
    return html`
      ${format ? html`<span>${FORMATS[format] ?? format}</span>` : nothing}
      ${pages === null ? nothing : html`<span>${count(pages, 'page')}</span>`}
      <span>${size(sizeBytes)}</span>
      <time datetime=${receivedAt} title=${moment(receivedAt)}>${since(receivedAt)}</time>
      ${tags.length > 0 ? html`<span class="tags cut">${tags.join(', ')}</span>` : nothing}
    `;
  }

  #actions(document) {
    return html`
      <a
        class="button plain square download"
        href="/api/v1/documents/${document.id}/original"
        download
        aria-label="Download ${document.name}"
        title="Download"
        >${icon('download')}</a
      >
      ${session.may('editor')
        ? html`<button
            class="plain square"
            aria-label="Edit ${document.name}"
            title="Rename, tag, file, delete"
            @click=${() => this.tell('edit', document)}
          >
            ${icon('edit')}
          </button>`
        : nothing}
    `;
  }

  #why(document) {
    const { failure, waiting } = document;
    const words = failure
      ? `${failure.message} ${menderWord(failure.mender)}`
      : waiting
        ? `Waiting: ${waiting.reason}. Next try at ${clock(waiting.until)}.`
        : lackText(document);
    return html`<div class="why note ${failure ? 'bad' : 'wait'}">
      <span class="grow">${words}</span>
      ${!waiting && session.may('editor')
        ? html`<button @click=${this.#retry}>${icon('retry', 18)} Try again</button>`
        : nothing}
    </div>`;
  }
}

customElements.define('lectern-row', Row);
