// The box a question is typed into, and what it is asked of.
import './scope.js';
import { LecternElement, css, html } from '../base/element.js';

/** Tells `ask` {question, scope} and `stop`. */
class QuestionBox extends LecternElement {
  static properties = {
    busy: { type: Boolean },
    text: { state: true },
  };

  static look = css`
    form {
      display: grid;
      gap: var(--space-2);
      padding: var(--space-3);
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-3);
      background: var(--surface);
      box-shadow: var(--shadow);
    }
    form:has(textarea:focus-visible) {
      border-color: var(--accent);
      outline: 1px solid var(--accent);
    }
    label {
      display: block;
    }
    textarea {
      display: block;
      max-height: 40vh;
      padding: var(--space-1) var(--space-2);
      border: 0;
      background: none;
      font-size: max(var(--text-3), 1rem);
      line-height: 1.5;
      resize: none;
      field-sizing: content;
    }
    textarea:focus-visible {
      outline: none;
    }
    .row {
      align-items: end;
    }
  `;

  constructor() {
    super();
    this.text = '';
  }

  get scope() {
    return this.renderRoot.querySelector('lectern-scope').scope;
  }

  set scope(scope) {
    this.renderRoot.querySelector('lectern-scope').scope = scope;
  }

  focus() {
    this.renderRoot?.querySelector('textarea')?.focus();
  }

  firstUpdated() {
    if (matchMedia('(pointer: fine)').matches) this.focus();
  }

  updated() {
    this.#fit(this.renderRoot.querySelector('textarea'));
  }

  render() {
    return html`<form @submit=${(event) => this.#submit(event)}>
      <label>
        <span class="unseen">Your question</span>
        <textarea
          rows="2"
          placeholder="What do you want to know?"
          .value=${this.text}
          @input=${({ target }) => (this.text = target.value)}
          @keydown=${(event) => this.#pressed(event)}
        ></textarea>
      </label>
      <div class="row">
        <lectern-scope class="grow"></lectern-scope>
        ${this.busy
          ? html`<button type="button" @click=${() => this.tell('stop')}>Stop</button>`
          : html`<button class="main" ?disabled=${!this.text.trim()}>Ask</button>`}
      </div>
    </form>`;
  }

  /** As high as its text, where the style alone cannot do it. */
  #fit(area) {
    if (CSS.supports('field-sizing', 'content')) return;
    area.style.height = 'auto';
    area.style.height = area.scrollHeight + 'px';
  }

  #pressed(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit(event);
  }

  #submit(event) {
    event.preventDefault();
    const question = this.text.trim();
    if (!question || this.busy) return;
    this.tell('ask', { question, scope: this.scope });
    this.text = '';
  }
}

customElements.define('lectern-question', QuestionBox);
