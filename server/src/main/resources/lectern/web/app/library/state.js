// Where a document is on its way, at a glance.
import { css, html, LecternElement, nothing } from '../base/element.js';
import { icon } from '../base/icons.js';
import { clock } from '../base/words.js';
import { isMoving, stateText, stateWord, STEPS } from './states.js';

/** `<lectern-state .document=${document}>` */
class State extends LecternElement {
  static properties = { document: { attribute: false } };

  static look = css`
    .text {
      display: flex;
      align-items: center;
      gap: var(--space-1);
      font-size: var(--text-1);
      color: var(--ink-soft);
    }
    .ready {
      color: var(--good);
    }
    .failed,
    .cancelled {
      color: var(--bad);
    }
    .waiting {
      color: var(--wait);
    }
    .badge svg {
      flex: none;
    }
    .steps {
      display: grid;
      grid-template-columns: repeat(6, 1fr);
      gap: 3px;
      margin-top: var(--space-1);
    }
    .steps i {
      height: 4px;
      border-radius: var(--round);
      background: var(--line);
    }
    .steps .done {
      background: var(--accent);
    }
    .steps .now {
      background: var(--accent);
      animation: breathe 1.4s ease-in-out infinite;
    }
    @keyframes breathe {
      50% {
        opacity: 0.35;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .steps .now {
        animation: none;
        opacity: 0.6;
      }
    }
  `;

  render() {
    const document = this.document;
    if (!document) return nothing;
    if (isMoving(document)) return this.#steps(document);
    const { state, waiting } = document;
    const signs = { ready: 'check', waiting: 'clock' };
    const title = waiting ? `${waiting.reason}; next try at ${clock(waiting.until)}` : nothing;
    return html`<span class="text ${state}" title=${title}>
      ${icon(signs[state] ?? 'warning', 16)} ${stateWord(state)}
    </span>`;
  }

  #steps(document) {
    const at = STEPS.indexOf(document.state);
    return html`
      <span class="text"><span class="cut">${stateText(document)}</span></span>
      <div
        class="steps"
        role="progressbar"
        aria-label="Progress of ${document.name}"
        aria-valuemin="0"
        aria-valuemax="6"
        aria-valuenow=${at}
        aria-valuetext=${stateText(document)}
      >
        ${STEPS.slice(0, -1).map(
          (_, step) => html`<i class=${step < at ? 'done' : step === at ? 'now' : nothing}></i>`,
        )}
      </div>
    `;
  }
}

customElements.define('lectern-state', State);
