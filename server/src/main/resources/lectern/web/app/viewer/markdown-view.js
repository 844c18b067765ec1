// Shows blocks of Markdown by Lit's templates: whatever the text holds becomes text, never markup.
import { css, html, nothing } from 'lit';

/**
 * @param blocks as `blocksOf` gives them
 * @param show what a run is shown as: a template or a text
 */
export function blocksView(blocks, show) {
  const runs = (all) => all.map((run, index) => runView(run, index, show));
  return blocks.map((block) => VIEWS[block.kind](block, runs));
}

function runView(run, index, show) {
  if (run.lineBreak) return index === 0 ? nothing : '\n';
  if (run.style === 'strong') return html`<strong>${show(run)}</strong>`;
  return run.style === 'code' ? html`<code>${show(run)}</code>` : show(run);
}

const VIEWS = {
  heading: headingView,
  paragraph: (block, runs) => html`<p>${runs(block.runs)}</p>`,
  code: (block, runs) => html`<pre tabindex="0">${runs(block.runs)}</pre>`,
  items: (block, runs) =>
    html`<ul>
      ${block.items.map((item) => itemView(item, runs))}
    </ul>`,
  table: tableView,
};

/** The text stands under the document's name, so its headings begin a level below that. */
function headingView({ level, runs: title }, runs) {
  if (level === 1) return html`<h3 class="first">${runs(title)}</h3>`;
  return level === 2 ? html`<h4>${runs(title)}</h4>` : html`<h5>${runs(title)}</h5>`;
}

function itemView({ depth, marker, runs: text }, runs) {
  return html`<li class="depth-${depth}">
    <span aria-hidden="true">${marker}</span><span>${runs(text)}</span>
  </li>`;
}

function tableView({ head, rows }, runs) {
  const names = html`<thead>
    <tr>
      ${head.map((cell) => html`<th scope="col">${runs(cell)}</th>`)}
    </tr>
  </thead>`;
  return html`<div class="table" tabindex="0" role="region" aria-label="Table">
    <table>
      ${head.length ? names : nothing}
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${runs(cell)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export const markdownLook = css`
  p,
  ul,
  pre,
  .table {
    margin-block-end: var(--space-3);
    overflow-wrap: anywhere;
  }
  h3,
  h4,
  h5 {
    margin: var(--space-4) 0 var(--space-2);
    line-height: 1.35;
  }
  h3:first-child,
  h4:first-child,
  h5:first-child {
    margin-block-start: 0;
  }
  .first {
    font-size: var(--text-4);
  }
  h4 {
    font-size: var(--text-3);
  }
  h5 {
    font-size: var(--text-2);
  }
  li {
    display: grid;
    grid-template-columns: minmax(1.5em, auto) 1fr;
    column-gap: var(--space-1);
  }
  .depth-1 {
    margin-inline-start: 1.5em;
  }
  .depth-2 {
    margin-inline-start: 3em;
  }
  .depth-3,
  .depth-4,
  .depth-5 {
    margin-inline-start: 4.5em;
  }
  .table {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    font-size: var(--text-2);
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: var(--space-1) var(--space-4) var(--space-1) 0;
    border-block-end: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
    overflow-wrap: normal;
  }
  th {
    color: var(--ink-soft);
    font-weight: 600;
  }
  pre {
    padding: var(--space-3);
    background: var(--sunken);
    border-radius: var(--radius-1);
    white-space: pre-wrap;
  }
`;
