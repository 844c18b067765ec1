// Small things this browser remembers. Where storage is forbidden, they last as long as the page.
const forNow = new Map();

/** The name under which the browser stores what is kept here. */
export const storedAs = (name) => 'lectern.' + name;

/** @returns {unknown} what was kept under the name, or the preset */
export function recall(name, preset) {
  try {
    const text = localStorage.getItem(storedAs(name));
    return text === null ? preset : JSON.parse(text);
  } catch {
    return forNow.has(name) ? forNow.get(name) : preset;
  }
}

export function keep(name, value) {
  forNow.set(name, value);
  try {
    localStorage.setItem(storedAs(name), JSON.stringify(value));
  } catch {
    // full or forbidden: kept for now only
  }
}
