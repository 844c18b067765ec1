// Scrolls to a place in what is shown, and nothing around it: `scrollIntoView` would move the whole
// page as well.

/**
 * @param {Element} frame the element that scrolls
 * @param {Element} target inside of it
 * @param {'middle' | 'top'} place where the target comes to stand
 */
export function reveal(frame, target, place) {
  const [view, at] = [frame.getBoundingClientRect(), target.getBoundingClientRect()];
  const above = place === 'middle' ? (frame.clientHeight - at.height) / 2 : MARGIN;
  const isInSight = at.left >= view.left && at.right <= view.right;
  frame.scrollBy({
    top: at.top - view.top - above,
    left: isInSight ? 0 : at.left - view.left - MARGIN,
    behavior: 'instant',
  });
}

/** What stays free before a target, in CSS pixels. */
const MARGIN = 8;
