// Shows a document: PDFs as they look, all else, and what cannot be drawn, as text.
import './pdf-pages.js';
import './text-page.js';
import { address, api } from '../api/client.js';
import { LecternElement, html, nothing } from '../base/element.js';
import { icon } from '../base/icons.js';
import { linesOf } from './boxes.js';
import { viewerLook } from './viewer-look.js';

/** Zooms offered by + and -, as shares of the width that is there. */
const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];

/**
 * A document at a page, or at a citation whose words it highlights. Text is shown a page at a time.
 *
 * `citation` is one of the API, or a passage: {documentId, document, page, range, quotation?}.
 * `range` is what to highlight on `page` without one.
 */
class Viewer extends LecternElement {
  static properties = {
    documentId: { attribute: 'document-id' },
    page: { type: Number },
    citation: { attribute: false },
    range: { attribute: false },
    shown: { state: true },
  };

  static look = viewerLook;

  #stop = new AbortController();

  constructor() {
    super();
    this.shown = { zoom: 1, at: 1 };
  }

  connectedCallback() {
    super.connectedCallback();
    this.listen(this, 'keydown', (event) => this.#pressed(event));
    if (this.hasUpdated) this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop.abort();
  }

  onReturn() {
    if (this.shown.trouble) this.#load();
  }

  willUpdate(changed) {
    if (changed.has('documentId')) this.#load();
    else if (['citation', 'page', 'range'].some((name) => changed.has(name))) this.#goToAsked();
  }

  /** Fetches the document again, after a failure. */
  async #load() {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.shown = { zoom: this.shown.zoom, at: 1 };
    if (!this.documentId) return;
    await this.#orTell(async (signal) => {
      const document = await api.get(`/documents/${this.documentId}`, {}, signal);
      if (signal.aborted) return;
      this.#now({ document, mode: document.format === 'PDF' ? 'picture' : 'text' });
      await this.#goToAsked();
    });
  }

  async #goToAsked() {
    const { document, unreadable } = this.shown;
    if (!document) return;
    this.#now({ mode: document.format === 'PDF' && !unreadable ? 'picture' : 'text' });
    await this.#goTo(this.#cited?.page ?? this.page ?? 1);
  }

  /** What is to be highlighted: the citation, when it is one of this document, or the range. */
  get #cited() {
    if (this.citation?.documentId === this.documentId) return this.citation;
    return this.range ? { page: this.page ?? 1, range: this.range } : null;
  }

  /** Shows a page, with the quotation on it when it is the one that is cited. */
  async #goTo(number) {
    const at = Math.min(Math.max(1, number), this.shown.document.pages ?? 1);
    const quoted = this.#cited?.page === at ? this.#cited : null;
    this.#now({ at, said: '', note: '' });
    if (quoted || this.shown.mode === 'text') await this.#fetchPage(at, quoted);
    if (this.shown.mode !== 'picture') return;
    await this.updateComplete;
    this.renderRoot.querySelector('lectern-pdf-pages')?.goTo(at);
  }

  async #fetchPage(at, quoted) {
    await this.#orTell(async (signal) => {
      const query = quoted ? { words: true } : {};
      const text = await api.get(`/documents/${this.documentId}/pages/${at}`, query, signal);
      if (signal.aborted || at !== this.shown.at) return;
      this.#now({ text, trouble: null });
      if (quoted) this.#highlight(text, quoted);
    });
  }

  #highlight(text, { page, range, quotation }) {
    const words = text.markdown.slice(range.start, range.end);
    if (quotation && words !== quotation) {
      return this.#now({ quotation: null, note: 'The quotation is not on this page any more.' });
    }
    const hasBoxes = linesOf(text.words ?? [], range).length > 0;
    this.#now({
      quotation: { page, range, words: text.words },
      mode: hasBoxes ? this.shown.mode : 'text',
      said: `Page ${page} of ${this.shown.document.name}. Highlighted: ${words}`,
    });
  }

  async #orTell(work) {
    const { signal } = this.#stop;
    try {
      await work(signal);
    } catch (error) {
      if (!signal.aborted) this.#now({ trouble: troubleOf(error) });
    }
  }

  #now(change) {
    this.shown = { ...this.shown, ...change };
  }

  render() {
    const { document, trouble, mode, said, note, unreadable } = this.shown;
    const told = unreadable ?? note;
    return html`${document ? this.#bar() : nothing}
      <p class="unseen" role="status">${said}</p>
      ${told ? html`<p class="told small">${told}</p>` : nothing}
      ${trouble ? this.#trouble(trouble) : mode === 'picture' ? this.#picture() : this.#text()}`;
  }

  #bar() {
    const { document, at, mode, unreadable } = this.shown;
    const pages = document.pages ?? 1;
    return html`<div class="bar" role="toolbar" aria-label="Pages of ${document.name}">
      <span class="group">
        ${this.#button('Page before', '‹', () => this.#goTo(at - 1), at <= 1)}
        <input
          aria-label="Page"
          inputmode="numeric"
          .value=${String(at)}
          @change=${(event) => this.#typed(event.target)}
        />
        <span class="of soft">of ${pages}</span>
        ${this.#button('Next page', '›', () => this.#goTo(at + 1), at >= pages)}
      </span>
      ${mode === 'picture' ? this.#zooms() : nothing}
      <span class="group end">
        ${document.format === 'PDF' && !unreadable ? this.#textButton() : nothing}
        <a
          class="button plain"
          href=${address(`/documents/${document.id}/original`)}
          download=${document.name}
          aria-label="Download"
          title="Download"
          >${icon('download')}</a
        >
      </span>
    </div>`;
  }

  #zooms() {
    const { zoom } = this.shown;
    const percent = `${Math.round(zoom * 100)} %`;
    return html`<span class="group zooms">
      ${this.#button('Zoom out', '−', () => this.#zoom(-1), zoom <= ZOOMS[0])}
      ${this.#button('Fit the width', percent, () => this.#now({ zoom: 1 }), zoom === 1)}
      ${this.#button('Zoom in', '+', () => this.#zoom(1), zoom >= ZOOMS.at(-1))}
    </span>`;
  }

  #textButton() {
    const isOn = String(this.shown.mode === 'text');
    return html`<button class="plain" aria-pressed=${isOn} @click=${() => this.#toggleText()}>
      Page text
    </button>`;
  }

  #button(label, sign, action, disabled) {
    return html`<button
      class="plain"
      aria-label=${label}
      title=${label}
      ?disabled=${disabled}
      @click=${action}
    >
      ${sign}
    </button>`;
  }

  #picture() {
    const { document, zoom, quotation } = this.shown;
    return html`<lectern-pdf-pages
      class="pages"
      tabindex="0"
      role="region"
      aria-label="Pages of ${document.name}"
      url=${address(`/documents/${document.id}/original`)}
      .zoom=${zoom}
      .quotation=${quotation}
      @shown-page=${({ detail }) => this.#now({ at: detail.page })}
      @unreadable=${({ detail }) => this.#cannotDraw(detail.message)}
    ></lectern-pdf-pages>`;
  }

  #text() {
    const { text, quotation, at } = this.shown;
    if (text?.number !== at) return html`<div class="text" aria-busy="true"></div>`;
    const range = quotation?.page === at ? quotation.range : null;
    return html`<div class="text" tabindex="0" role="region" aria-label="Text of page ${at}">
      ${text.origin === 'OCR'
        ? html`<p class="soft small">This page is a picture; its text was recognised.</p>`
        : nothing}
      ${text.markdown.trim()
        ? html`<lectern-text-page .markdown=${text.markdown} .range=${range}></lectern-text-page>`
        : html`<p class="soft">There is no text on this page.</p>`}
    </div>`;
  }

  #trouble({ message, again }) {
    return html`<div class="trouble stack" role="alert">
      <p>${message}</p>
      ${this.#cited?.quotation
        ? html`<p class="soft">This is what was quoted from ${this.#cited.document}:</p>
            <blockquote>${this.#cited.quotation}</blockquote>`
        : nothing}
      ${again ? html`<p><button @click=${() => this.#load()}>Try again</button></p>` : nothing}
    </div>`;
  }

  #cannotDraw(message) {
    this.#now({ unreadable: `${message} This is its text.` });
    this.#goToAsked();
  }

  #toggleText() {
    this.#now({ mode: this.shown.mode === 'text' ? 'picture' : 'text' });
    this.#goTo(this.shown.at);
  }

  #typed(field) {
    const number = Number.parseInt(field.value, 10);
    if (Number.isNaN(number)) field.value = String(this.shown.at);
    else this.#goTo(number).then(() => (field.value = String(this.shown.at)));
  }

  #zoom(step) {
    const nearest = ZOOMS.indexOf(this.shown.zoom);
    this.#now({ zoom: ZOOMS[Math.min(Math.max(0, nearest + step), ZOOMS.length - 1)] });
  }

  #pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.shown.trouble) return;
    if (event.composedPath()[0] instanceof HTMLInputElement || !this.shown.document) return;
    const action = {
      ArrowLeft: () => this.#goTo(this.shown.at - 1),
      ArrowRight: () => this.#goTo(this.shown.at + 1),
      '+': () => this.#zoom(1),
      '-': () => this.#zoom(-1),
      0: () => this.#now({ zoom: 1 }),
    }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }
}

function troubleOf(error) {
  if (error.status === 404) {
    return { message: 'This document, or this page of it, is no longer there.', again: false };
  }
  return { message: error.message, again: true };
}

customElements.define('lectern-viewer', Viewer);
