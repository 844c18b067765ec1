// How the frame of the app looks.
import { css } from 'lit';

export const look = css`
  :host {
    min-height: 100dvh;
  }
  .skip {
    position: fixed;
    z-index: 40;
    top: var(--space-2);
    left: var(--space-2);
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius-1);
    background: var(--accent);
    color: var(--accent-ink);
    translate: 0 -200%;
  }
  .skip:focus {
    translate: 0 0;
  }
  header {
    position: sticky;
    z-index: 20;
    top: 0;
    height: var(--bar);
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }
  .bar {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    height: 100%;
    padding: 0 var(--space-5);
  }
  .brand {
    display: inline-flex;
    align-items: center;
    gap: var(--space-3);
    min-height: var(--touch);
    margin-right: var(--space-5);
    color: var(--ink);
    font: 500 var(--text-4) / 1 var(--serif);
    letter-spacing: -0.01em;
    text-decoration: none;
  }
  .brand:hover {
    color: var(--ink);
  }
  nav {
    display: flex;
    gap: var(--space-1);
    height: 100%;
  }
  nav a {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    padding: 0 var(--space-3);
    color: var(--ink-soft);
    font-weight: 500;
    text-decoration: none;
    transition: color var(--swift);
  }
  nav a:hover,
  nav a[aria-current] {
    color: var(--ink);
  }
  nav a[aria-current]::after {
    content: '';
    position: absolute;
    inset: auto var(--space-3) -1px;
    height: 2px;
    border-radius: var(--round);
    background: var(--accent);
  }
  nav a[aria-current] svg {
    color: var(--accent);
  }
  nav a:focus-visible {
    outline-offset: -4px;
  }
  .workspace {
    max-width: 14rem;
    margin-right: var(--space-2);
    color: var(--ink-soft);
    font-size: var(--text-1);
  }
  .banner p {
    position: fixed;
    z-index: 25;
    top: calc(var(--bar) + var(--space-3));
    left: 50%;
    display: flex;
    align-items: center;
    gap: var(--space-3);
    width: max-content;
    max-width: calc(100vw - 2 * var(--space-4));
    padding: var(--space-1) var(--space-2) var(--space-1) var(--space-4);
    border: 1px solid var(--wait);
    border-radius: var(--radius-2);
    background: var(--wait-wash);
    color: var(--ink);
    box-shadow: var(--shadow);
    translate: -50% 0;
  }
  main {
    min-height: calc(100dvh - var(--bar));
    padding-bottom: var(--tabs);
  }
  main:focus {
    outline: none;
  }
  @media (max-width: 40rem) {
    .bar {
      padding: 0 var(--space-2) 0 var(--space-4);
    }
    .keys {
      display: none;
    }
    .workspace {
      max-width: 9rem;
    }
    nav {
      position: fixed;
      inset: auto 0 0;
      height: var(--tabs);
      padding-bottom: env(safe-area-inset-bottom);
      border-top: 1px solid var(--line);
      background: var(--surface);
    }
    nav a {
      flex: 1;
      flex-direction: column;
      justify-content: center;
      gap: 2px;
      padding: 0;
      font-size: 0.75rem;
    }
    nav a[aria-current]::after {
      inset: -1px 25% auto;
    }
  }
`;
