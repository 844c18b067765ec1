// What stands in the documents about what is typed into the search.
import { api, isAborted } from '../api/client.js';
import { css, html, LecternElement, nothing } from '../base/element.js';
import { href } from '../base/router.js';
import { wordsOf } from '../viewer/markdown.js';

/** Shorter than this, words say too little to search by. */
const FEWEST_CHARS = 3;

/** After the last change, before passages are searched, in milliseconds. */
const TYPING_MILLIS = 200;

class Passages extends LecternElement {
  static properties = { question: {}, passages: { state: true }, trouble: { state: true } };

  static look = css`
    section {
      margin-top: var(--space-6);
    }
    h2 {
      margin-bottom: var(--space-3);
    }
    li + li {
      margin-top: var(--space-3);
    }
    .card {
      display: block;
      padding: var(--space-4) var(--space-5);
      color: var(--ink);
      text-decoration: none;
      transition: border-color var(--swift);
    }
    .card:hover {
      border-color: var(--accent);
      color: var(--ink);
    }
    .ask {
      margin-top: var(--space-4);
    }
    .text {
      display: -webkit-box;
      overflow: hidden;
      margin-top: var(--space-1);
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
      font-family: var(--serif);
      overflow-wrap: anywhere;
    }
  `;

  constructor() {
    super();
    this.question = '';
    this.passages = [];
    this.trouble = '';
    this.abort = new AbortController();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  willUpdate(changed) {
    if (!changed.has('question')) return;
    this.#stop();
    if (this.question.length < FEWEST_CHARS) this.passages = [];
    else this.timer = setTimeout(() => this.#find(this.question), TYPING_MILLIS);
  }

  #stop() {
    clearTimeout(this.timer);
    this.abort.abort();
    this.abort = new AbortController();
  }

  async #find(question) {
    try {
      const found = await api.post('/search', { question, limit: 5 }, this.abort.signal);
      this.passages = found.passages;
      this.trouble = '';
    } catch (error) {
      if (isAborted(error)) return;
      this.passages = [];
      this.trouble = error.message;
    }
  }

  render() {
    if (this.question.length < FEWEST_CHARS) return nothing;
    if (this.trouble) return html`<p class="note bad">${this.trouble}</p>`;
    if (this.passages.length === 0) return nothing;
    return html`<section aria-label="Passages">
      <h2>In the documents</h2>
      <ul>
        ${this.passages.map((passage) => this.#passage(passage))}
      </ul>
      <p class="ask">
        <a href=${href('ask', null, { q: this.question })}>Ask this as a question</a>
      </p>
    </section>`;
  }

  #passage({ documentId, document, page, range, headings, text }) {
    const where = { page, start: range.start, end: range.end };
    return html`<li>
      <a class="card" href=${href('library', documentId, where)}>
        <p class="small soft">
          <strong>${document}</strong>, page ${page}${headings.length > 0
            ? ' · ' + headings.join(' › ')
            : nothing}
        </p>
        <p class="text">${wordsOf(text)}</p>
      </a>
    </li>`;
  }
}

customElements.define('lectern-passages', Passages);
