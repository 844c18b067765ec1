// The shared style of what is pressed, typed into and waited for.
import { css } from 'lit';

export const controls = css`
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-height: var(--touch);
    padding: 0 var(--space-4);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-1);
    background: var(--surface);
    color: var(--ink);
    font: 500 var(--text-2) / 1.2 var(--sans);
    text-decoration: none;
    white-space: nowrap;
    cursor: pointer;
    transition: background var(--swift), border-color var(--swift), color var(--swift);
  }
  button:hover,
  .button:hover {
    background: var(--sunken);
    color: var(--ink);
  }
  button:disabled {
    opacity: 0.55;
    cursor: default;
  }
  button.main,
  .button.main {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--accent-ink);
  }
  button.main:hover:not(:disabled),
  .button.main:hover {
    border-color: var(--accent-strong);
    background: var(--accent-strong);
  }
  button.danger {
    border-color: var(--bad);
    background: transparent;
    color: var(--bad);
  }
  button.danger:hover {
    background: var(--bad-wash);
  }
  button.plain,
  .button.plain {
    border-color: transparent;
    background: transparent;
    color: var(--ink-soft);
  }
  button.plain:hover,
  .button.plain:hover {
    background: var(--sunken);
    color: var(--ink);
  }
  button.square,
  .button.square {
    width: var(--touch);
    padding: 0;
    flex: none;
  }
  input:not([type='checkbox'], [type='radio'], [type='file']),
  select,
  textarea {
    width: 100%;
    min-height: var(--touch);
    padding: var(--space-2) var(--space-3);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-1);
    background: var(--surface);
    color: var(--ink);
    font: 400 max(var(--text-2), 1rem) / 1.3 var(--sans);
  }
  select {
    cursor: pointer;
  }
  input::placeholder,
  textarea::placeholder {
    color: var(--ink-soft);
    opacity: 1;
  }
  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    outline-offset: -1px;
    border-color: var(--accent);
  }
  input[type='checkbox'],
  input[type='radio'] {
    accent-color: var(--accent);
    width: 1.1rem;
    height: 1.1rem;
  }
  label,
  .label {
    display: grid;
    gap: var(--space-1);
    font-size: var(--text-1);
    font-weight: 500;
    color: var(--ink-soft);
  }
  label.pick {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    min-height: var(--touch);
    color: var(--ink);
    font-size: var(--text-2);
    font-weight: 400;
  }
  progress {
    appearance: none;
    display: block;
    width: 100%;
    height: 4px;
    border: 0;
    border-radius: var(--round);
    overflow: hidden;
    background: var(--line);
  }
  progress::-webkit-progress-bar {
    background: var(--line);
  }
  progress::-webkit-progress-value {
    background: var(--accent);
    border-radius: var(--round);
    transition: inline-size var(--swift) linear;
  }
  progress::-moz-progress-bar {
    background: var(--accent);
  }
  .spinner {
    width: 1em;
    height: 1em;
    border: 2px solid var(--line-strong);
    border-top-color: var(--accent);
    border-radius: 50%;
    animation: turn 900ms linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation-duration: 6s;
    }
  }
`;
