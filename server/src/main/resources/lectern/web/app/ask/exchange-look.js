// How a question and its answer look.
import { css } from '../base/element.js';

export const exchangeLook = css`
  article {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
  }
  button.question {
    justify-content: start;
    width: 100%;
    padding: var(--space-2) 0;
    border-radius: 0;
    border-block-end-color: var(--line);
    color: inherit;
    font: 600 var(--text-3) / 1.4 var(--sans);
    text-align: start;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  button.question[aria-expanded='false'] {
    font-size: var(--text-2);
    font-weight: 500;
  }
  .sources {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-1);
  }
  button.source {
    justify-content: start;
    width: 100%;
    padding: 0 var(--space-2);
    color: inherit;
    font-weight: 400;
    text-align: start;
  }
  button.source[aria-pressed='true'] {
    background: var(--accent-wash);
  }
`;
