// The states of a document's way, in the words of the reader. The same names as everywhere else.

import { count } from '../base/words.js';

/** The steps of a document on its way, in order. */
export const STEPS = ['received', 'parsing', 'parsed', 'chunked', 'embedding', 'indexing', 'ready'];

const WORDS = {
  received: 'Received',
  parsing: 'Reading',
  parsed: 'Read',
  chunked: 'Cut into passages',
  embedding: 'Embedding',
  indexing: 'Indexing',
  ready: 'Ready',
  waiting: 'Waiting',
  failed: 'Failed',
  cancelled: 'Called off',
};

const MENDERS = {
  READER: 'You can mend this.',
  OPERATOR: 'Whoever runs this Lectern can mend this.',
  DEVELOPER: 'This is a mistake in Lectern; please report it.',
};

/** What the filter calls groups of states. */
export const STATE_FILTERS = {
  ready: { title: 'Ready', states: ['ready'] },
  moving: { title: 'On its way', states: STEPS.slice(0, -1) },
  waiting: { title: 'Waiting', states: ['waiting'] },
  failed: { title: 'Failed', states: ['failed', 'cancelled'] },
};

export function stateWord(state) {
  return WORDS[state] ?? state;
}

export function menderWord(mender) {
  return MENDERS[mender] ?? '';
}

/** Whether work on it goes on. */
export function isMoving(document) {
  return document.state !== 'ready' && STEPS.includes(document.state);
}

/** Whether trying again could help: it failed, pages stayed unread, or another parser read it. */
export function canRetry({ state, unreadPages, parseFallback }) {
  return state === 'failed' || (state === 'ready' && (unreadPages > 0 || parseFallback !== null));
}

/** What a ready document lacks, and why. */
export function lackText({ unreadPages, parsedBy, parseFallback }) {
  if (unreadPages > 0) {
    return `${count(unreadPages, 'page')} could not be read: pictures without recognised text.`;
  }
  const reader = parsedBy === 'local' ? 'Lectern itself' : parsedBy;
  return `Read by ${reader}, because: ${parseFallback}`;
}

/** `Reading, page 12 of 64`: the state with how far it has come. */
export function stateText(document) {
  const { state, progress } = document;
  if (!progress || !progress.done) return stateWord(state);
  const of = progress.total ? ` of ${progress.total}` : '';
  return `${stateWord(state)}, ${progress.done}${of}`;
}
