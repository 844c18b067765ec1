// Icons, drawn on a grid of 24 with one pen. They say nothing to screen readers: what they stand
// beside, or the button's label, does.
import { svg } from 'lit';

const PATHS = {
  library: 'M4 5h5v14H4zM9 5h5v14H9zM14.5 6l4.5-1.2 3 13.4-4.6 1.2z',
  ask: 'M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z',
  settings: 'M4 7h9m4 0h3M4 17h3m4 0h9M15 4.5v5M9 14.5v5',
  api: 'M8 7l-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14',
  close: 'M6 6l12 12M18 6L6 18',
  upload: 'M12 16V5m-4.5 4L12 4.5 16.5 9M5 16v3h14v-3',
  download: 'M12 4v11m-4.5-4l4.5 4.5 4.5-4.5M5 19.5h14',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.5 4.5',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2m0 15v2M2.5 12h2m15 0h2M5.3 5.3l1.4 '
    + '1.4m10.6 10.6l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  system: 'M4 5h16v11H4zM9 20h6m-3-4v4',
  keyboard: 'M3 6.5h18v11H3zM7 10h.01M10.5 10h.01M14 10h.01M17 10h.01M8 14h8',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  folder: 'M3 6h6l2 2.5h10V19H3z',
  tag: 'M4 4h7l9 9-7 7-9-9zM8 8h.01',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  back: 'M14.5 5L7.5 12l7 7',
  forward: 'M9.5 5l7 7-7 7',
  down: 'M6 9.5l6 6 6-6',
  retry: 'M19 12a7 7 0 1 1-2-5l2 2m0-5v5h-5',
  trash: 'M5 7h14M10 4h4M7 7l1 13h8l1-13M10.5 11v5m3-5v5',
  edit: 'M5 19h3.5L19 8.5 15.5 5 5 15.5zM13 7.5l3.5 3.5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  warning: 'M12 4l9 16H3zM12 10v4.5m0 2.5h.01',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  key: 'M8 19a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM11 12.5L19.5 4M16 7.5l2.5 2.5',
  copy: 'M9 9h11v11H9zM15 5H4v11',
  out: 'M14 5H5v14h9M10 12h11m-3.5-3.5L21 12l-3.5 3.5',
  plus: 'M12 5v14M5 12h14',
  stop: 'M7 7h10v10H7z',
  quote: 'M10 7H5v6h5V7zm0 6c0 2.5-1.5 4-4 4M19 7h-5v6h5V7zm0 6c0 2.5-1.5 4-4 4',
};

/** @param {keyof typeof PATHS} name */
export function icon(name, size = 20) {
  return svg`<svg width=${size} height=${size} viewBox="0 0 24 24" fill="none"
    stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"
    aria-hidden="true" focusable="false"><path d=${PATHS[name]}></path></svg>`;
}
