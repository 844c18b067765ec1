// Rows of tables in an answer, under the names of their columns.

/** A paragraph that is a quoted row, with the number of its citation behind it. */
const QUOTED_ROW = /^\|.*\|\s*\[(\d{1,3})\]$/;

/**
 * The answer's Markdown with the header of its table, which the citation has, above each quoted
 * row; rows of one table that follow each other become one table.
 */
export function withHeaders(text, citations) {
  let last = '';
  return text
    .split('\n\n')
    .map((paragraph) => {
      const header = headerOf(paragraph, citations);
      const isMore = header && header === last;
      last = header;
      if (isMore) return '\n' + paragraph;
      return '\n\n' + (header ? `${header}\n${ruleBelow(header)}\n` : '') + paragraph;
    })
    .join('')
    .slice(2);
}

function headerOf(paragraph, citations) {
  const number = QUOTED_ROW.exec(paragraph)?.[1];
  const citation = citations.find((each) => String(each.number) === number);
  return citation?.tableHeader?.trim() ?? '';
}

function ruleBelow(header) {
  return header.split('\n').at(-1).replaceAll(/[^|]+/g, ' --- ').trim();
}
