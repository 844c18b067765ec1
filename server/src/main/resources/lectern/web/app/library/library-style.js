// How the library looks.
import { css } from 'lit';

export const look = css`
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-3);
    margin-bottom: var(--space-5);
  }
  .total {
    align-self: end;
    min-height: 1.5em;
    padding-bottom: 0.15em;
  }
  .list {
    border: 1px solid var(--line);
    border-radius: var(--radius-2);
    background: var(--surface);
  }
  li + li {
    border-top: 1px solid var(--line);
  }
  .ghost {
    height: 4.5rem;
    background: linear-gradient(var(--sunken), var(--sunken)) 4rem 50% / 40% 0.9rem no-repeat;
  }
  .end {
    padding: var(--space-4);
    text-align: center;
  }
  .none {
    display: grid;
    justify-items: center;
    gap: var(--space-4);
    padding: var(--space-5) var(--space-4);
    color: var(--ink-soft);
  }
  .drop {
    position: fixed;
    z-index: 25;
    inset: calc(var(--bar) + var(--space-3)) var(--space-3) calc(var(--tabs) + var(--space-3));
    display: grid;
    place-items: center;
    border: 2px dashed var(--accent);
    border-radius: var(--radius-3);
    background: color-mix(in oklab, var(--accent-wash) 94%, transparent);
    color: var(--accent-strong);
    font: 500 var(--text-4) / 1.4 var(--serif);
    pointer-events: none;
  }
  .drop p {
    display: grid;
    justify-items: center;
    gap: var(--space-3);
  }
  @media (max-width: 40rem) {
    .folder {
      display: none;
    }
    .ghost {
      height: 6rem;
    }
  }
`;
