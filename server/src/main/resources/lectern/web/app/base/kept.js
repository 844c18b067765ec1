// Small things this browser remembers. Where storage is forbidden, they last as long as the page.
const forNow = new Map();

/** @returns {unknown} what was kept under the name, or the preset */
export function recall(name, preset) {
  try {
    const text = localStorage.getItem('lectern.' + name);
    return text === null ? preset : JSON.parse(text);
  } catch {
    return forNow.has(name) ? forNow.get(name) : preset;
  }
}

export function keep(name, value) {
  forNow.set(name, value);
  try {
    localStorage.setItem('lectern.' + name, JSON.stringify(value));
  } catch {
    // full or forbidden: kept for now only
  }
}
