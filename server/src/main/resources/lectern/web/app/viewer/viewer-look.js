// How the viewer looks: a bar above, and below it the pages, which alone scroll.
import { css } from '../base/element.js';

export const viewerLook = css`
  :host {
    container-type: inline-size;
    display: grid;
    grid-template: auto auto 1fr / minmax(0, 1fr);
    min-height: 0;
    height: 100%;
    background: var(--surface);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-3);
    align-items: center;
    padding: var(--space-1) var(--space-2);
    border-block-end: 1px solid var(--line);
  }
  .group {
    display: inline-flex;
    gap: var(--space-1);
    align-items: center;
  }
  .end {
    margin-inline-start: auto;
  }
  .bar button,
  .bar a {
    padding: 0 var(--space-2);
    min-width: var(--touch);
  }
  button[aria-pressed='true'] {
    background: var(--accent-wash);
    color: var(--accent);
  }
  .bar input {
    padding-block: 0;
    width: 3.25rem;
    padding-inline: var(--space-1);
    text-align: center;
  }
  .of {
    padding-inline: var(--space-1);
    white-space: nowrap;
  }
  .pages,
  .text,
  .trouble {
    grid-row: 3;
    min-height: 0;
    overflow: auto;
  }
  .pages:focus-visible,
  .text:focus-visible {
    outline-offset: -2px;
  }
  .text,
  .trouble {
    padding: var(--space-5);
  }
  .told {
    grid-row: 2;
    padding: var(--space-2) var(--space-4);
    border-block-end: 1px solid var(--line);
    background: var(--wait-wash);
  }
  blockquote {
    margin: 0;
    padding-inline-start: var(--space-3);
    border-inline-start: 3px solid var(--line-strong);
    overflow-wrap: anywhere;
  }
  @container (max-width: 32rem) {
    .bar,
    .group {
      gap: 0;
    }
    .bar button,
    .bar a {
      padding: 0 var(--space-1);
    }
    .zooms button:nth-child(2) {
      display: none;
    }
  }
`;
