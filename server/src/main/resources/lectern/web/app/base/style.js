// The shared style of all elements: text, focus, cards, badges. Controls are in controls.js.
import { css } from 'lit';

export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1 {
    font: 500 var(--text-5) / 1.2 var(--serif);
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  h2 {
    font: 600 var(--text-3) / 1.35 var(--sans);
  }
  h3 {
    font: 600 var(--text-2) / 1.4 var(--sans);
  }
  h1:focus,
  h2:focus {
    outline: none;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.2em;
    text-decoration-thickness: 1px;
  }
  a:hover {
    color: var(--accent-strong);
  }
  code,
  pre {
    font-family: var(--mono);
    font-size: 0.9em;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
    border-radius: var(--radius-1);
  }
  .page {
    max-width: var(--column);
    margin: 0 auto;
    padding: var(--space-6) var(--space-5) var(--space-7);
  }
  .soft {
    color: var(--ink-soft);
  }
  .small {
    font-size: var(--text-1);
  }
  .cut {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-width: 0;
  }
  .row {
    display: flex;
    align-items: center;
    gap: var(--space-3);
  }
  .wrap {
    flex-wrap: wrap;
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .stack {
    display: grid;
    gap: var(--space-4);
  }
  .card {
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--radius-2);
    padding: var(--space-5);
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: var(--space-1);
    padding: 0.1rem 0.55rem;
    border-radius: var(--round);
    background: var(--sunken);
    box-shadow: inset 0 0 0 1px var(--line);
    color: var(--ink-soft);
    font-size: var(--text-1);
    font-weight: 500;
    white-space: nowrap;
  }
  .good {
    background: var(--good-wash);
    color: var(--good);
  }
  .wait {
    background: var(--wait-wash);
    color: var(--wait);
  }
  .bad {
    background: var(--bad-wash);
    color: var(--bad);
  }
  .busy {
    background: var(--accent-wash);
    color: var(--accent);
  }
  .note {
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius-2);
    background: var(--sunken);
    overflow-wrap: anywhere;
  }
  .note.bad,
  .note.wait,
  .note.good {
    color: var(--ink);
  }
  .note.bad {
    background: var(--bad-wash);
  }
  .note.wait {
    background: var(--wait-wash);
  }
  .note.good {
    background: var(--good-wash);
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  kbd {
    display: inline-block;
    min-width: 1.6em;
    padding: 0 0.4em;
    border: 1px solid var(--line);
    border-bottom-width: 2px;
    border-radius: var(--radius-1);
    background: var(--sunken);
    font: 500 var(--text-1) / 1.5 var(--sans);
    text-align: center;
  }
  @media (max-width: 40rem) {
    .page {
      padding: var(--space-5) var(--space-4) var(--space-6);
    }
    .card {
      padding: var(--space-4);
    }
  }
`;
