// A question with its answer, as it comes or as it was.
import './answer-text.js';
import { api } from '../api/client.js';
import { LecternElement, html, nothing } from '../base/element.js';
import { answerAsText } from './copied.js';
import { exchangeLook } from './exchange-look.js';

/** Kinds of answers that answer. */
const ANSWERED = new Set(['written', 'extracts']);

const ENDINGS = {
  lost: 'The connection to Lectern was lost before the answer was whole.',
  stopped: 'You stopped this answer.',
};

/** Tells `open-citation` {citation, from}, `ask-again` and `toggle-exchange`. */
class Exchange extends LecternElement {
  static properties = {
    exchange: { attribute: false },
    opened: { attribute: false },
    open: { type: Boolean },
    gone: { state: true },
    copied: { state: true },
  };

  static look = exchangeLook;

  constructor() {
    super();
    this.gone = new Set();
  }

  updated(changed) {
    const isOther =
      changed.has('exchange') && changed.get('exchange')?.id !== this.exchange.id;
    if (this.open && (isOther || changed.has('open'))) this.#checkDocuments();
  }

  /** Answers stay here longer than documents do; say which are gone. */
  async #checkDocuments() {
    const { state, citations, passages } = this.exchange;
    if (state === 'asking') return;
    const ids = new Set([...citations, ...passages].map((each) => each.documentId));
    const gone = await Promise.all(
      [...ids].map((id) =>
        api.get(`/documents/${id}`).then(
          () => null,
          (error) => (error.status === 404 ? id : null),
        ),
      ),
    );
    this.gone = new Set(gone.filter(Boolean));
  }

  render() {
    const { question } = this.exchange;
    return html`<article aria-label=${question}>
      <h2>
        <button
          class="plain question"
          aria-expanded=${String(this.open)}
          @click=${() => this.tell('toggle-exchange')}
        >
          ${question}
        </button>
      </h2>
      ${this.open ? this.#answer() : nothing}
    </article>`;
  }

  #answer() {
    const { state, text, citations, kind, trouble } = this.exchange;
    return html`<p class="unseen" role="status">${this.#status()}</p>
      ${state === 'asking' && !text ? this.#searching() : nothing}
      ${kind === 'not_in_documents' ? this.#notThere() : nothing}
      ${kind === 'no_documents' ? this.#noDocuments() : nothing}
      ${text && kind !== 'not_in_documents' && kind !== 'no_documents'
        ? html`<lectern-answer-text
            .text=${text}
            .citations=${citations}
            .opened=${this.opened}
          ></lectern-answer-text>`
        : nothing}
      ${citations.length ? this.#sources('Sources', citations) : nothing}
      ${state === 'refused' ? this.#unfinished(trouble) : nothing}
      ${ENDINGS[state] ? this.#unfinished(ENDINGS[state]) : nothing}
      ${state === 'whole' && ANSWERED.has(kind) ? this.#footer() : nothing}`;
  }

  /** What a screen reader is told; the words of the answer it reads when they are all there. */
  #status() {
    const { state, kind, citations, trouble } = this.exchange;
    if (state === 'asking') return 'Searching your documents.';
    if (state === 'refused') return trouble;
    if (state !== 'whole') return ENDINGS[state];
    if (kind === 'not_in_documents') return 'Your documents do not say.';
    if (kind === 'no_documents') return 'There is no document to ask.';
    return `Answered, with ${citations.length} ${citations.length === 1 ? 'source' : 'sources'}.`;
  }

  #searching() {
    const read = new Set(this.exchange.passages.map((passage) => passage.documentId)).size;
    return html`<p class="row soft">
      <span class="spinner" aria-hidden="true"></span>
      ${read ? `Reading in ${read} ${read === 1 ? 'document' : 'documents'}…` : 'Searching…'}
    </p>`;
  }

  #notThere() {
    const nearest = nearestOf(this.exchange.passages);
    return html`<p class="note wait">
        <strong>Your documents do not say.</strong> Other words, or a document that is not here yet,
        may help.
      </p>
      ${nearest.length ? this.#sources('What came nearest', nearest) : nothing}`;
  }

  #noDocuments() {
    const { documents, collections } = this.exchange.scope;
    if (documents.length || collections.length) {
      return html`<p class="note wait">
        Nothing that you chose to ask is ready yet. Choose other documents, or wait until they are
        ready in the <a href="#/library">library</a>.
      </p>`;
    }
    return html`<div class="note wait stack">
      <p><strong>There is nothing to ask yet.</strong></p>
      <p>
        Put documents into the library: PDF, Word, Excel, PowerPoint, e-mail, web pages, text. Each
        can be asked as soon as it is ready.
      </p>
      <p><a class="button main" href="#/library">Upload documents</a></p>
    </div>`;
  }

  #sources(title, places) {
    return html`<div class="sources">
      <h3 class="small soft">${title}</h3>
      <ul>
        ${places.map((place) => this.#source(place))}
      </ul>
    </div>`;
  }

  #source(place) {
    const { number, document, page, heading, verified, documentId } = place;
    return html`<li>
      <button
        class="plain source"
        aria-pressed=${String(this.opened === place)}
        @click=${({ currentTarget }) =>
          this.tell('open-citation', { citation: place, from: currentTarget })}
      >
        ${number ? html`<span class="badge busy">${number}</span>` : nothing}
        <span class="grow cut">
          ${document}<span class="soft">, page ${page}${heading ? ` · ${heading}` : ''}</span>
        </span>
        ${this.gone.has(documentId) ? html`<span class="badge bad">deleted</span>` : nothing}
        ${verified === false ? html`<span class="badge wait">not verified</span>` : nothing}
      </button>
    </li>`;
  }

  #unfinished(message) {
    return html`<div class="note bad row wrap">
      <p class="grow">${message}</p>
      <button @click=${() => this.tell('ask-again')}>Ask again</button>
    </div>`;
  }

  #footer() {
    return html`<footer class="row wrap soft small">
      <span class="grow"> ${this.#writer()} </span>
      ${navigator.clipboard
        ? html`<button class="plain" @click=${() => this.#copy()}>
            ${this.copied === this.exchange.id ? 'Copied' : 'Copy with sources'}
          </button>`
        : nothing}
    </footer>`;
  }

  /** Who has answered, and why it is not who was to. */
  #writer() {
    const { kind, provider, fallback } = this.exchange;
    if (kind === 'written') {
      return `Written by ${provider} from the documents; the sources are word for word.${
        fallback ? ` The first choice could not be used (${fallback}).` : ''
      }`;
    }
    return fallback
      ? `Word for word from the documents; no language model could answer: ${fallback}`
      : 'Word for word from the documents; no language model is configured.';
  }

  async #copy() {
    await navigator.clipboard.writeText(answerAsText(this.exchange));
    this.copied = this.exchange.id;
  }
}

/** The best passage of each document, three at most. */
function nearestOf(passages) {
  const best = new Map();
  for (const passage of passages) {
    if (!best.has(passage.documentId)) best.set(passage.documentId, passage);
  }
  return [...best.values()].slice(0, 3);
}

customElements.define('lectern-exchange', Exchange);
