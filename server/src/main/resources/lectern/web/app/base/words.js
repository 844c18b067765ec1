// Sizes, times and counts as people read them.

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];
const number = new Intl.NumberFormat('en');
const one = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });
const hour = new Intl.DateTimeFormat('en', { timeStyle: 'short' });
const ago = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `1.4 MB`; a thousand bytes are a kilobyte. */
export function size(bytes) {
  let unit = 0;
  let rest = bytes;
  while (rest >= 1000 && unit < UNITS.length - 1) {
    rest /= 1000;
    unit += 1;
  }
  return (unit === 0 ? number : one).format(rest) + ' ' + UNITS[unit];
}

/** `1 page`, `12 pages`. */
export function count(amount, singular, plural = singular + 's') {
  return number.format(amount) + ' ' + (amount === 1 ? singular : plural);
}

/** `3 minutes ago`, `yesterday`, or the date when that is longer ago than a week. */
export function since(time) {
  const seconds = (new Date(time).getTime() - Date.now()) / 1000;
  const far = Math.abs(seconds);
  if (far < 60) return 'just now';
  if (far < 3600) return ago.format(Math.round(seconds / 60), 'minute');
  if (far < 86_400) return ago.format(Math.round(seconds / 3600), 'hour');
  if (far < 7 * 86_400) return ago.format(Math.round(seconds / 86_400), 'day');
  return day.format(new Date(time));
}

/** `14:03`, for what is near. */
export function clock(time) {
  return hour.format(new Date(time));
}

export function date(time) {
  return day.format(new Date(time));
}

export function moment(time) {
  return exact.format(new Date(time));
}

/** `840 ms`, `3.2 s`, `2 min 5 s`. */
export function duration(millis) {
  if (millis < 1000) return Math.round(millis) + ' ms';
  if (millis < 60_000) return one.format(millis / 1000) + ' s';
  return Math.floor(millis / 60_000) + ' min ' + Math.round((millis % 60_000) / 1000) + ' s';
}
