// Reads a page's Markdown into blocks whose every shown character knows where it stands in the
// page, so that a citation's range can be marked exactly. It makes no HTML.
//
// A run is {start, end, style}: the characters from start (included) to end (excluded) of the page,
// in UTF-16 units as the API counts them. Marks of Markdown (`#`, `|`, `**`) belong to no run.

const FENCE = /^ {0,6}(`{3,}|~{3,})/;
const HEADING = /^( {0,3}(#{1,6})[ \t]+)(.*?)[ \t]*$/;
const RULE = /^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?\s*$/;
const ROW = /^\s*\|/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+/;

/** What stands inside a line: code, strong text, or an escaped sign. */
const INLINE = /(`+)([^`]+)\1|\*\*([^*]+)\*\*|\\([\\`*_{}[\]()#+\-.!|<>~])/g;

/** Spaces for each level of a list that lies in another one. */
const INDENT = 3;

/** The deepest level that is shown as such. */
const MAX_DEPTH = 5;

/**
 * The blocks of a page, in their order: {kind: 'heading', level, runs}, {kind: 'paragraph', runs},
 * {kind: 'code', runs}, {kind: 'items', items: [{depth, marker, runs}]} and
 * {kind: 'table', head: [runs], rows: [[runs]]}.
 */
export function blocksOf(text) {
  const lines = linesOf(text);
  const blocks = [];
  for (let at = 0; at < lines.length; ) {
    const [block, next] = blockAt(text, lines, at);
    if (block) blocks.push(block);
    at = next;
  }
  return blocks;
}

function linesOf(text) {
  const lines = [];
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    lines.push({ start, end, text: text.slice(start, end) });
    start = end + 1;
  }
  return lines;
}

function blockAt(text, lines, at) {
  const line = lines[at].text;
  if (!line.trim()) return [null, at + 1];
  const fence = FENCE.exec(line);
  if (fence) return code(lines, at, fence[1]);
  const heading = HEADING.exec(line);
  if (heading) return [headingOf(lines[at], heading), at + 1];
  if (isTable(lines, at)) return table(lines, at);
  if (ITEM.test(line)) return items(lines, at);
  return paragraph(lines, at);
}

function headingOf(line, [, before, signs, title]) {
  const start = line.start + before.length;
  return { kind: 'heading', level: signs.length, runs: inline(title, start) };
}

function code(lines, at, fence) {
  let end = at + 1;
  while (end < lines.length && !lines[end].text.trim().startsWith(fence)) end++;
  const inside = lines.slice(at + 1, end);
  const runs = inside.length
    ? [{ start: inside[0].start, end: inside.at(-1).end, style: 'plain' }]
    : [];
  return [{ kind: 'code', runs }, end + 1];
}

function isTable(lines, at) {
  return ROW.test(lines[at].text);
}

function table(lines, at) {
  const hasHead = at + 1 < lines.length && RULE.test(lines[at + 1].text);
  const rows = [];
  let end = at;
  for (; end < lines.length && ROW.test(lines[end].text); end++) {
    if (!RULE.test(lines[end].text)) rows.push(cells(lines[end]));
  }
  const head = hasHead ? rows.shift() : [];
  return [{ kind: 'table', head, rows }, end];
}

/** A bar with a backslash before it is part of its cell. */
function cells(line) {
  const found = [];
  let from = line.text.indexOf('|') + 1;
  for (let i = from; i <= line.text.length; i++) {
    if (line.text[i] === '\\') i++;
    else if (line.text[i] === '|' || (i === line.text.length && line.text.slice(from).trim())) {
      found.push(trimmed(line.text.slice(from, i), line.start + from));
      from = i + 1;
    }
  }
  return found;
}

function trimmed(text, start) {
  return inline(text.trim(), start + text.length - text.trimStart().length);
}

function items(lines, at) {
  const found = [];
  let end = at;
  for (; end < lines.length && continuesItems(lines, end); end++) {
    const item = ITEM.exec(lines[end].text);
    if (item) found.push(itemOf(lines[end], item));
    else if (lines[end].text.trim()) found.at(-1).runs.push(...lineRuns(lines[end]));
  }
  return [{ kind: 'items', items: found }, end];
}

function itemOf(line, [before, indent, marker]) {
  const depth = Math.min(MAX_DEPTH, Math.floor(indent.length / INDENT));
  const runs = inline(line.text.slice(before.length), line.start + before.length);
  return { depth, marker: /\d/.test(marker) ? marker : '•', runs };
}

/** An empty line ends a list unless what follows it is indented or a further item. */
function continuesItems(lines, at) {
  const line = lines[at].text;
  if (HEADING.test(line) || ROW.test(line) || FENCE.test(line)) return false;
  if (line.trim()) return true;
  const next = lines.slice(at + 1).find((each) => each.text.trim());
  return Boolean(next) && (ITEM.test(next.text) || /^\s{2,}\S/.test(next.text));
}

function paragraph(lines, at) {
  const runs = [];
  let end = at;
  for (; end < lines.length && continuesParagraph(lines, end, at); end++) {
    runs.push(...lineRuns(lines[end]));
  }
  return [{ kind: 'paragraph', runs }, end];
}

function continuesParagraph(lines, at, first) {
  if (at === first) return true;
  const line = lines[at].text;
  return line.trim() && ![FENCE, HEADING, ROW, ITEM].some((other) => other.test(line));
}

/** The runs of a line inside a block; the line break before it is shown as such. */
function lineRuns(line) {
  const text = line.text.trim();
  return [{ lineBreak: true }, ...trimmed(line.text, line.start)].slice(text ? 0 : 1);
}

function inline(text, start) {
  const runs = [];
  let from = 0;
  const push = (begin, end, style) => {
    if (begin < end) runs.push({ start: start + begin, end: start + end, style });
  };
  for (const found of text.matchAll(INLINE)) {
    push(from, found.index, 'plain');
    const end = found.index + found[0].length;
    const [, ticks, code, strong] = found;
    if (code) push(found.index + ticks.length, end - ticks.length, 'code');
    else if (strong) push(found.index + 2, end - 2, 'strong');
    else push(found.index + 1, end, 'plain');
    from = end;
  }
  push(from, text.length, 'plain');
  return runs;
}

/** The words of a page without the marks of Markdown, for a glimpse of it. */
export function wordsOf(text) {
  const words = (runs) =>
    runs.map(({ start, end, lineBreak }) => (lineBreak ? ' ' : text.slice(start, end))).join('');
  const lines = {
    table: ({ head, rows }) => [head, ...rows].map((row) => row.map(words).join(' · ')),
    items: ({ items }) => items.map(({ runs }) => words(runs)),
  };
  const all = blocksOf(text).flatMap((block) => lines[block.kind]?.(block) ?? words(block.runs));
  return all.filter(Boolean).join('\n');
}

/** A run cut where a range begins and ends: [{start, end, marked}]. */
export function cut(run, range) {
  if (!range || range.end <= run.start || range.start >= run.end) {
    return [{ start: run.start, end: run.end, marked: false }];
  }
  const from = Math.max(run.start, range.start);
  const to = Math.min(run.end, range.end);
  return [
    { start: run.start, end: from, marked: false },
    { start: from, end: to, marked: true },
    { start: to, end: run.end, marked: false },
  ].filter((part) => part.start < part.end);
}
