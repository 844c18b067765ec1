// Keys that do something. Whoever has some registers them for as long as it is shown; `?` lists
// all that work at the moment.

/** How long after `g` the second key counts, in milliseconds. */
const CHORD_MILLIS = 1200;

/** @type {Set<{keys: string, words: string, run: (event: KeyboardEvent) => void}>} */
const registered = new Set();
let first = '';
let timer = 0;

/**
 * @param {string} keys `u`, `?`, or two in a row: `g l`
 * @param {string} words what it does, for the list
 * @param {(event: KeyboardEvent) => void} run
 * @returns {() => void} takes it back
 */
export function shortcut(keys, words, run) {
  const one = { keys, words, run };
  registered.add(one);
  return () => registered.delete(one);
}

/** All that work now, for the list. */
export function shortcuts() {
  return [...registered].map(({ keys, words }) => ({ keys, words }));
}

addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event) || isInDialog(event)) return;
  const pressed = first ? first + ' ' + event.key : event.key;
  first = '';
  clearTimeout(timer);
  const all = [...registered].reverse();
  const match = all.find(({ keys }) => keys === pressed);
  if (match) {
    event.preventDefault();
    match.run(event);
  } else if (all.some(({ keys }) => keys.startsWith(event.key + ' '))) {
    first = event.key;
    timer = setTimeout(() => (first = ''), CHORD_MILLIS);
  }
});

function isTyping(event) {
  const target = event.composedPath()[0];
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio'].includes(target.type)) ||
    target.isContentEditable === true
  );
}

function isInDialog(event) {
  return event.composedPath().some((element) => element instanceof HTMLDialogElement);
}
