// Light, dark, or as the system has it. `theme-first.js` reads the same word before first paint.
const NAME = 'lectern.theme';
export const THEMES = ['system', 'light', 'dark'];

export function theme() {
  return document.documentElement.dataset.theme ?? 'system';
}

export function setTheme(chosen) {
  const root = document.documentElement;
  if (chosen === 'system') delete root.dataset.theme;
  else root.dataset.theme = chosen;
  try {
    localStorage.setItem(NAME, chosen);
  } catch {
    // forbidden: it lasts as long as the page
  }
  dispatchEvent(new Event('lectern-theme'));
}
