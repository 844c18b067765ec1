// The questions asked in this browser, with their answers: kept here, one list for each workspace,
// until the server keeps conversations.
import { keep, recall, storedAs } from '../base/kept.js';

/** The newest that are kept. */
const MOST_EXCHANGES = 50;

/** Characters kept for a workspace: a browser gives about five million to a whole site. */
const MOST_CHARS = 500_000;

const nameOf = (workspace) => 'asked.' + workspace;

/** What the browser names the list of a workspace, when it tells of a change. */
export const keyOf = (workspace) => storedAs(nameOf(workspace));

/** The exchanges kept for a workspace, newest first. What is not readable is not there. */
export function history(workspace) {
  const exchanges = recall(nameOf(workspace), []);
  return Array.isArray(exchanges) ? exchanges.filter(isExchange) : [];
}

/** Keeps exchanges, newest first; the oldest are let go when there are too many. */
export function remember(workspace, exchanges) {
  let few = exchanges.slice(0, MOST_EXCHANGES);
  while (few.length && JSON.stringify(few).length > MOST_CHARS) few = few.slice(0, -1);
  keep(nameOf(workspace), few);
}

function isExchange(each) {
  return (
    typeof each?.id === 'string' &&
    typeof each.question === 'string' &&
    typeof each.text === 'string' &&
    Array.isArray(each.citations) &&
    Array.isArray(each.passages) &&
    Array.isArray(each.scope?.documents) &&
    Array.isArray(each.scope?.collections)
  );
}
