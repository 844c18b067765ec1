// How the ask page looks: a column to read, and beside or over it the source.
import { css } from '../base/element.js';

export const pageLook = css`
  .column {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
    align-content: start;
    max-width: 46rem;
    margin: 0 auto;
    padding: var(--space-6) var(--space-5) var(--space-7);
  }
  .hint {
    display: grid;
    gap: var(--space-2);
    padding-block: var(--space-4);
  }
  .earlier {
    display: grid;
    gap: var(--space-2);
    margin-block-start: var(--space-5);
  }
  dialog {
    display: none;
    grid-template-rows: auto minmax(0, 1fr);
    grid-template-columns: minmax(0, 1fr);
    margin: 0;
    padding: 0;
    border: 0;
    background: var(--surface);
    color: inherit;
  }
  dialog[open] {
    display: grid;
  }
  dialog header {
    gap: var(--space-2);
    padding: var(--space-2) var(--space-2) var(--space-2) var(--space-4);
    border-block-end: 1px solid var(--line);
  }
  dialog:modal {
    width: 100vw;
    max-width: none;
    height: 100dvh;
    max-height: none;
  }
  @media (min-width: 64rem) {
    .split {
      display: grid;
      grid-template-columns: minmax(24rem, 5fr) minmax(0, 7fr);
    }
    .split .column {
      width: 100%;
    }
    dialog[open] {
      position: sticky;
      inset: var(--bar) 0 auto auto;
      width: 100%;
      height: calc(100dvh - var(--bar));
      border-inline-start: 1px solid var(--line);
    }
  }
  @media (max-width: 40rem) {
    .column {
      padding: var(--space-5) var(--space-4) var(--space-6);
    }
    .library {
      display: none;
    }
  }
`;
