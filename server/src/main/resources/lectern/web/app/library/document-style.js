// How the page of a document looks.
import { css } from 'lit';

export const look = css`
  .page {
    max-width: 84rem;
    padding-top: var(--space-4);
  }
  .back {
    display: inline-flex;
    align-items: center;
    gap: var(--space-1);
    min-height: var(--touch);
    margin-left: calc(-1 * var(--space-1));
    color: var(--ink-soft);
    text-decoration: none;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-3) var(--space-5);
    margin: var(--space-2) 0 var(--space-5);
  }
  h1 {
    flex: 1 1 20rem;
    overflow-wrap: anywhere;
  }
  header lectern-state {
    min-width: 6rem;
  }
  .news {
    margin-bottom: var(--space-5);
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 16rem;
    gap: var(--space-6);
    align-items: start;
  }
  lectern-viewer {
    height: calc(100dvh - var(--bar) - var(--tabs) - 2 * var(--space-4));
    min-height: 20rem;
    border: 1px solid var(--line);
    border-radius: var(--radius-2);
    overflow: hidden;
  }
  .ghost {
    padding: var(--space-6) var(--space-5);
    border-radius: var(--radius-2);
    background: var(--sunken);
  }
  dl {
    display: grid;
    gap: var(--space-3);
  }
  dt {
    color: var(--ink-soft);
    font-size: var(--text-1);
  }
  dd {
    overflow-wrap: anywhere;
  }
  @media (max-width: 60rem) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
