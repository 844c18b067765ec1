// One operation of the API: what it takes, what it answers.
import { css, html, LecternElement, nothing } from '../base/element.js';
import { markdownLook } from '../viewer/markdown-view.js';
import { article, boundsText, prose, resolved, typeText } from './schema.js';

/** `<lectern-operation .contract=${openapi} .operation=${{method, path, about}}>` */
class Operation extends LecternElement {
  static properties = {
    contract: { attribute: false },
    operation: { attribute: false },
    open: { state: true },
  };

  static look = [markdownLook, css`
    details {
      border: 1px solid var(--line);
      border-radius: var(--radius-2);
      background: var(--surface);
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: var(--space-1) var(--space-3);
      padding: var(--space-3) var(--space-4);
      cursor: pointer;
      list-style: none;
    }
    .method {
      min-width: 4.5rem;
      font: 700 var(--text-1) / 1.5 var(--mono);
    }
    .GET {
      color: var(--accent);
    }
    .POST,
    .PUT {
      color: var(--good);
    }
    .PATCH {
      color: var(--wait);
    }
    .DELETE {
      color: var(--bad);
    }
    .path {
      overflow-wrap: anywhere;
    }
    .body {
      display: grid;
      gap: var(--space-4);
      padding: var(--space-2) var(--space-4) var(--space-5);
    }
    .text {
      max-width: 44rem;
    }
    h4 {
      margin: 0 0 var(--space-1);
    }
    .pair {
      display: grid;
      grid-template-columns: minmax(7rem, 12rem) minmax(0, 1fr);
      gap: var(--space-1) var(--space-4);
      padding: var(--space-2) 0;
      border-top: 1px solid var(--line);
    }
    .pair > div {
      min-width: 0;
      overflow-wrap: anywhere;
    }
  `];

  render() {
    const { method, path, about } = this.operation;
    return html`<details @toggle=${({ target }) => (this.open = target.open)}>
      <summary class="head">
        <span class="method ${method}">${method}</span>
        <code class="path">${path}</code>
        <span class="soft">${about.summary}</span>
      </summary>
      ${this.open ? this.#whole(about) : nothing}
    </details>`;
  }

  #whole(about) {
    return html`<div class="body">
      ${about.description ? html`<div class="text">${article(about.description)}</div>` : nothing}
      ${this.#parameters()}
      ${about.requestBody ? this.#body(about.requestBody) : nothing}
      <div>
        <h4>Answers</h4>
        ${Object.entries(about.responses ?? {}).map((pair) => this.#response(pair))}
      </div>
    </div>`;
  }

  #parameters() {
    const all = this.operation.parameters.map((one) => resolved(this.contract, one));
    if (all.length === 0) return nothing;
    return html`<div>
      <h4>Parameters</h4>
      ${all.map(
        ({ name, in: where, required, description, schema }) => html`<div class="pair">
          <div>
            <code>${name}</code>
            <div class="small soft">${where}${required ? ', required' : nothing}</div>
          </div>
          <div>
            <div class="small soft">
              ${typeText(this.contract, schema)} ${boundsText(this.contract, schema)}
            </div>
            ${prose(description)}
          </div>
        </div>`,
      )}
    </div>`;
  }

  #body(given) {
    const body = resolved(this.contract, given);
    return html`<div>
      <h4>Body</h4>
      ${body.description ? html`<p>${prose(body.description)}</p>` : nothing} ${this.#content(body)}
    </div>`;
  }

  #response([status, given]) {
    const response = resolved(this.contract, given);
    return html`<div class="pair">
      <div><code>${status}</code></div>
      <div>
        <div>${prose(response.description)}</div>
        ${this.#content(response)}
      </div>
    </div>`;
  }

  #content({ content = {} }) {
    return Object.entries(content).map(
      ([mediaType, { schema }]) => html`
        <p class="small"><code>${mediaType}</code></p>
        ${schema && !mediaType.includes('problem')
          ? html`<lectern-schema .contract=${this.contract} .schema=${schema}></lectern-schema>`
          : nothing}
      `,
    );
  }
}

customElements.define('lectern-operation', Operation);
