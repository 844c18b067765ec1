// Where questions are asked. The answer's citations open beside it, on the words they quote.
import './exchange.js';
import './question.js';
import '../viewer/viewer.js';
import { api, isAborted } from '../api/client.js';
import { session } from '../api/session.js';
import { stream } from '../api/stream.js';
import { LecternElement, html, nothing } from '../base/element.js';
import { href, replace } from '../base/router.js';
import { shortcut } from '../base/shortcuts.js';
import { toastError } from '../base/toasts.js';
import { history, keyOf, remember } from './history.js';
import { pageLook } from './page-look.js';

/** Wide enough for an answer and a page side by side. */
const WIDE = matchMedia('(min-width: 64rem)');

/**
 * An exchange is {id, at, question, scope: {documents, collections}, state, kind, text, citations,
 * passages, provider, fallback, millis, trouble}. `state` is `asking`, then `whole`, `stopped`
 * (by the reader), `lost` (the connection broke) or `refused` (with the trouble in words); `kind`
 * is the API's.
 */
class Ask extends LecternElement {
  static properties = {
    place: { attribute: false },
    exchanges: { state: true },
    openId: { state: true },
    shown: { state: true },
    empty: { state: true },
  };

  static look = pageLook;

  #asking = null;
  #workspace = null;
  #openedBy = null;

  constructor() {
    super();
    this.exchanges = [];
    this.shown = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.listen(session, 'changed', () => this.#enter());
    this.listen(WIDE, 'change', () => this.#placeViewer());
    this.listen(document, 'keydown', (event) => this.#pressed(event));
    this.listen(window, 'storage', ({ key }) => this.#heardOfOtherTab(key));
    this.whenGone(shortcut('/', 'Type a question', () => this.#box.focus()));
    this.whenGone(() => this.#asking?.abort());
    this.#enter();
  }

  willUpdate(changed) {
    if (changed.has('place')) this.#takeUp(this.place.query);
  }

  /** What other pages hand over: a question, or a document to be asked. */
  async #takeUp(query) {
    const [question, id] = [query.get('q'), query.get('document')];
    if (!question && !id) return;
    replace(href('ask')); // once: not again when the page is loaded again
    try {
      const documents = id ? [await api.get(`/documents/${id}`)] : [];
      const scope = { documents: documents.map(({ id, name }) => ({ id, name })), collections: [] };
      await this.updateComplete;
      this.#box.scope = scope;
      if (question) await this.#ask({ question, scope });
      else this.#box.focus();
    } catch (error) {
      toastError(error);
    }
  }

  get #box() {
    return this.renderRoot.querySelector('lectern-question');
  }

  #enter() {
    const workspace = session.current?.workspace.id ?? null;
    if (workspace === this.#workspace) return;
    this.#asking?.abort();
    this.#workspace = workspace;
    this.exchanges = workspace ? history(workspace).map(asLeft) : [];
    this.openId = this.exchanges[0]?.id;
    this.shown = null;
  }

  /** What is asked in another tab is seen, and kept, here as well. */
  #heardOfOtherTab(key) {
    if (!this.#workspace || key !== keyOf(this.#workspace)) return;
    const ours = this.exchanges.filter(isAsking);
    const whole = history(this.#workspace).filter((each) => !isAsking(each));
    this.exchanges = [...ours, ...whole];
  }

  render() {
    const [latest, ...earlier] = this.exchanges;
    return html`<div class=${this.shown ? 'split' : 'alone'}>
      <div class="column">
        <h1>Ask your documents</h1>
        <lectern-question
          ?busy=${latest?.state === 'asking'}
          @ask=${({ detail }) => this.#ask(detail)}
          @stop=${() => this.#asking?.abort()}
        ></lectern-question>
        ${latest ? this.#exchange(latest) : this.#hint()}
        ${earlier.length ? this.#earlier(earlier) : nothing}
      </div>
      <dialog
        aria-label=${this.shown ? `Source: ${this.shown.document}` : 'Source'}
        @cancel=${(event) => this.#cancelled(event)}
        @close=${() => this.#closed()}
      >
        ${this.shown ? this.#viewer() : nothing}
      </dialog>
    </div>`;
  }

  #hint() {
    return html`<div class="hint soft">
      <p>
        Ask as you would ask a colleague who has read everything: “How much notice must be given?”
      </p>
      <p>Each answer shows where it stands. Press a number in it to see the page.</p>
    </div>`;
  }

  #exchange(exchange) {
    return html`<lectern-exchange
      .exchange=${exchange}
      .opened=${this.shown}
      ?open=${exchange.id === this.openId}
      @toggle-exchange=${() => this.#toggle(exchange)}
      @ask-again=${() => this.#ask(exchange)}
      @open-citation=${({ detail }) => this.#open(detail)}
    ></lectern-exchange>`;
  }

  #earlier(exchanges) {
    return html`<section class="earlier" aria-labelledby="earlier">
      <div class="row">
        <h2 id="earlier" class="grow">Asked before</h2>
        <button class="plain" @click=${() => this.#forget()}>Clear</button>
      </div>
      <p class="soft small">Kept in this browser only.</p>
      ${exchanges.map((exchange) => this.#exchange(exchange))}
    </section>`;
  }

  #viewer() {
    const { document, documentId, page } = this.shown;
    return html`<header class="row">
        <h2 class="grow cut" title=${document}>${document}</h2>
        <a class="button plain library" href="#/library/${documentId}">In the library</a>
        <button class="plain square" aria-label="Close" title="Close (Esc)" @click=${this.#close}>
          ✕
        </button>
      </header>
      <lectern-viewer
        document-id=${documentId}
        .page=${page}
        .citation=${this.shown}
      ></lectern-viewer>`;
  }

  updated(changed) {
    if (changed.has('shown')) this.#placeViewer();
  }

  /** Beside the answer where there is room, else over it. */
  #placeViewer() {
    const dialog = this.renderRoot.querySelector('dialog');
    if (!dialog) return;
    const wantsModal = !WIDE.matches;
    if (dialog.open && (!this.shown || dialog.matches(':modal') !== wantsModal)) dialog.close();
    if (!this.shown || dialog.open) return;
    if (wantsModal) dialog.showModal();
    else dialog.show();
  }

  async #ask({ question, scope }) {
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    const id = crypto.randomUUID?.() ?? String(performance.now());
    const none = { text: '', citations: [], passages: [], kind: null, millis: null };
    const nobody = { provider: null, fallback: null };
    const asked = { id, at: Date.now(), question, scope, state: 'asking', ...none, ...nobody };
    this.exchanges = [asked, ...this.exchanges.filter((each) => !isUnanswered(each, question))];
    this.openId = id;
    this.#close();
    this.#remember();
    const ended = await this.#answer(asked, signal);
    this.#change(id, ended);
    this.#remember();
  }

  #remember() {
    if (this.#workspace) remember(this.#workspace, this.exchanges);
  }

  /** Takes an answer in as it comes; what is resolved to is how it ended. */
  async #answer({ id, question, scope }, signal) {
    const ids = (things) => (things.length ? things.map((thing) => thing.id) : undefined);
    const body = {
      question,
      documents: ids(scope.documents),
      collections: ids(scope.collections),
    };
    try {
      for await (const { name, data } of stream('/ask', body, signal)) {
        if (name === 'error') return { state: 'refused', trouble: data.detail ?? data.title };
        if (name === 'done') {
          const { kind, provider, fallback, millis } = data;
          return { state: 'whole', kind, provider, fallback, millis };
        }
        this.#change(id, TAKES[name]?.(data, this.#find(id)) ?? {});
      }
      return { state: 'lost' };
    } catch (error) {
      if (isAborted(error)) return { state: 'stopped' };
      if (error.kind === 'unreachable') return { state: 'lost' };
      return { state: 'refused', trouble: error.message };
    }
  }

  #find(id) {
    return this.exchanges.find((each) => each.id === id);
  }

  #change(id, change) {
    this.exchanges = this.exchanges.map((each) => (each.id === id ? { ...each, ...change } : each));
  }

  #toggle({ id }) {
    this.openId = this.openId === id ? null : id;
  }

  #forget() {
    this.exchanges = this.exchanges.slice(0, 1);
    remember(this.#workspace, []);
    this.#box.focus();
  }

  #open({ citation, from }) {
    this.#openedBy = from;
    this.shown = citation;
  }

  #close = () => {
    if (!this.shown) return;
    this.shown = null;
    if (this.#openedBy?.isConnected) this.#openedBy.focus();
    this.#openedBy = null;
  };

  /** The browser closes the sheet by Esc or a gesture. */
  #cancelled(event) {
    event.preventDefault();
    this.#close();
  }

  #closed() {
    if (this.shown && !WIDE.matches) this.#close();
  }

  #pressed(event) {
    if (event.key === 'Escape' && this.shown && !event.defaultPrevented) this.#close();
  }
}

const TAKES = {
  retrieval: ({ passages }) => ({ passages }),
  token: ({ text }, exchange) => ({ text: exchange.text + text }),
  citation: (citation, exchange) => ({ citations: [...exchange.citations, citation] }),
};

const isAsking = ({ state }) => state === 'asking';

/** What was being asked when the page was left, or the session ended, can be asked again. */
function asLeft(exchange) {
  return isAsking(exchange) ? { ...exchange, state: 'lost' } : exchange;
}

/** An attempt that a new one of the same question takes the place of. */
function isUnanswered({ state, question }, asked) {
  return question === asked && state !== 'whole';
}

customElements.define('lectern-ask', Ask);
