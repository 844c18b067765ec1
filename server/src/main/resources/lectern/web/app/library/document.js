// One document: its facts, how it went, and its pages.
import { api } from '../api/client.js';
import { events } from '../api/events.js';
import { session } from '../api/session.js';
import { html, LecternElement, nothing } from '../base/element.js';
import { icon } from '../base/icons.js';
import { go, href } from '../base/router.js';
import { toast, toastError } from '../base/toasts.js';
import { clock, duration, moment, size } from '../base/words.js';
import { collections } from './collections.js';
import { look } from './document-style.js';
import { FORMATS } from './formats.js';
import { canRetry, lackText, menderWord } from './states.js';
import '../viewer/viewer.js';
import './edit.js';
import './state.js';

/** `<lectern-document .documentId=${id} .place=${place}>`; `?page=3` opens that page. */
class DocumentPage extends LecternElement {
  static properties = {
    documentId: { attribute: false },
    place: { attribute: false },
    document: { state: true },
    error: { state: true },
    editing: { state: true },
  };

  static look = look;

  connectedCallback() {
    super.connectedCallback();
    this.listen(events, 'document', ({ detail }) => this.#hear(detail.id, () => detail));
    this.listen(events, 'progress', ({ detail: { id, state, done, total } }) =>
      this.#hear(id, (document) => ({ ...document, state, progress: { done, total } })),
    );
    this.listen(events, 'deleted', ({ detail }) => this.#hear(detail.id, () => null));
    this.listen(events, 'reset', () => this.#fetch());
    this.listen(collections, 'changed', () => this.requestUpdate());
    collections.load().catch(() => {});
  }

  onReturn() {
    this.#fetch();
  }

  willUpdate(changed) {
    if (changed.has('documentId')) {
      this.document = null;
      this.#fetch();
    }
  }

  #hear(id, change) {
    if (id !== this.documentId || !this.document) return;
    this.document = change(this.document);
    if (!this.document) this.error = { message: 'This document was deleted.', status: 404 };
  }

  async #fetch() {
    const id = this.documentId;
    try {
      const document = await api.get('/documents/' + encodeURIComponent(id));
      if (id !== this.documentId) return;
      this.document = document;
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  }

  async #retry() {
    try {
      this.document = await api.post(`/documents/${this.documentId}/retry`);
      toast('Trying again.');
    } catch (error) {
      toastError(error);
    }
  }

  render() {
    return html`<div class="page">
      <a class="back" href=${href('library')}>${icon('back', 18)} Library</a>
      ${this.document ? this.#document(this.document) : this.#without()}
    </div>`;
  }

  #without() {
    if (!this.error) return html`<p class="ghost" role="status">Being fetched…</p>`;
    return html`<div class="note bad" role="alert">
      ${this.error.status === 404
        ? 'There is no such document in this workspace: it was deleted, or the link is wrong.'
        : this.error.message}
    </div>`;
  }

  #document(document) {
    return html`
      <header>
        <h1>${document.name}</h1>
        <lectern-state .document=${document}></lectern-state>
        <div class="row wrap">${this.#actions(document)}</div>
      </header>
      ${this.#news(document)}
      <div class="columns">
        <section class="reader" aria-label="Pages">${this.#pages(document)}</section>
        <aside aria-label="Facts">${this.#facts(document)}</aside>
      </div>
      ${this.editing
        ? html`<lectern-edit
            .document=${document}
            @gone=${() => go(href('library'))}
            @closed=${() => (this.editing = false)}
          ></lectern-edit>`
        : nothing}
    `;
  }

  #actions(document) {
    return html`
      ${document.state === 'ready'
        ? html`<a class="button main" href=${href('ask', null, { document: document.id })}
            >${icon('ask')} Ask about it</a
          >`
        : nothing}
      <a class="button" href="/api/v1/documents/${document.id}/original" download
        >${icon('download')} Download</a
      >
      ${session.may('editor')
        ? html`<button @click=${() => (this.editing = true)}>${icon('edit')} Edit</button>`
        : nothing}
    `;
  }

  #news(document) {
    const { failure, waiting } = document;
    if (!failure && !waiting && !canRetry(document)) return nothing;
    const words = failure
      ? `${failure.message} ${menderWord(failure.mender)}`
      : waiting
        ? `Waiting: ${waiting.reason}. Next try at ${clock(waiting.until)}.`
        : lackText(document);
    return html`<div class="news note row wrap ${failure ? 'bad' : 'wait'}">
      <span class="grow">${words}</span>
      ${canRetry(document) && session.may('editor')
        ? html`<button @click=${this.#retry}>${icon('retry', 18)} Try again</button>`
        : nothing}
    </div>`;
  }

  #pages(document) {
    if (!document.pages) {
      const words = document.failure
        ? 'There is nothing to show: the file could not be read.'
        : 'Its pages appear here as soon as they are read.';
      return html`<p class="ghost soft">${words}</p>`;
    }
    const number = (name) => {
      const value = Number(this.place.query.get(name) ?? NaN);
      return Number.isInteger(value) ? value : null;
    };
    const [start, end] = [number('start'), number('end')];
    return html`<lectern-viewer
      document-id=${document.id}
      page=${number('page') ?? 1}
      .document=${document}
      .range=${start !== null && end !== null ? { start, end } : null}
    ></lectern-viewer>`;
  }

  #facts(document) {
    const names = document.collections.map((id) => collections.nameOf(id));
    const facts = {
      Format: FORMATS[document.format] ?? document.format,
      Pages: document.pages,
      Size: size(document.sizeBytes),
      Received: html`<time datetime=${document.receivedAt}>${moment(document.receivedAt)}</time>`,
      Tags: document.tags.join(', '),
      Collections: names.join(', '),
      'Time taken': this.#times(document.stageMillis),
      'SHA-256': html`<code>${document.sha256}</code>`,
    };
    return html`<dl>
      ${Object.entries(facts)
        .filter(([, value]) => value !== null && value !== '')
        .map(
          ([name, value]) => html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
        )}
    </dl>`;
  }

  #times(stageMillis) {
    return Object.entries(stageMillis ?? {})
      .map(([stage, millis]) => `${stage} ${duration(millis)}`)
      .join(', ');
  }
}

customElements.define('lectern-document', DocumentPage);
