// Where a quotation stands on the picture of its page.

/** Words are on one line when their middles differ by less than this share of the lower one. */
const SAME_LINE = 0.5;

/**
 * Each line of a quotation as one box, in points from the upper left corner of the page.
 *
 * @param {number[][]} words as the API gives them: [start, end, left, top, width, height]
 */
export function linesOf(words, range) {
  const lines = [];
  for (const [start, end, left, top, width, height] of words) {
    if (start >= range.end || end <= range.start) continue;
    const box = { left, top, right: left + width, bottom: top + height };
    const last = lines.at(-1);
    if (last && onOneLine(last, box)) lines[lines.length - 1] = around(last, box);
    else lines.push(box);
  }
  return lines;
}

function onOneLine(a, b) {
  const apart = Math.abs(a.top + a.bottom - b.top - b.bottom) / 2;
  return apart < SAME_LINE * Math.min(a.bottom - a.top, b.bottom - b.top);
}

function around(a, b) {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}
