// Where in the app we are, by the part of the address behind `#`.

/**
 * @typedef {object} Place
 * @property {string} page the first part: `library`
 * @property {string | null} id the second part, if any
 * @property {URLSearchParams} query
 */

/** @returns {Place} */
export function place() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  const [page, id] = path.split('/').map(decoded);
  return { page: page || 'library', id: id || null, query: new URLSearchParams(query) };
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a place: `#/library/ID?page=3`. */
export function href(page, id = null, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  const path = '#/' + page + (id === null ? '' : '/' + encodeURIComponent(id));
  return path + (search.size > 0 ? '?' + search : '');
}

export function go(where) {
  location.hash = where;
}

/** Goes somewhere without leaving a trace of where we were. */
export function replace(where) {
  history.replaceState(null, '', where);
  dispatchEvent(new HashChangeEvent('hashchange'));
}
