import { withHeaders } from './quoted-rows.js';

/** An answer as text to paste elsewhere: its words, then where each of them stands. */
export function answerAsText({ question, text, citations }) {
  const sources = citations.map(
    ({ number, document, page, quotation }) =>
      `[${number}] ${document}, page ${page}: “${quotation.replaceAll(/\s+/g, ' ')}”`,
  );
  return [question, withHeaders(text.trim(), citations), sources.join('\n')].join('\n\n') + '\n';
}
