// Numbers and times as the page shows them, in its language and the browser's time zone.

import { current } from './language.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const cache = new Map();

/** A number with so many digits, or all those before the point if they are more. */
export function number(value, digits = 5) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return '–';
  }
  const size = Math.floor(Math.log10(Math.abs(value) || 1)) + 1;
  const notation = size > 12 || size < -6 ? 'scientific' : 'standard';
  const shown = notation === 'standard' ? Math.max(digits, size) : digits;
  return made(
    `n${shown}${notation}`,
    () => new Intl.NumberFormat(current(), { maximumSignificantDigits: shown, notation }),
  ).format(value);
}

export function whole(value) {
  return value === null || value === undefined ? '–' : made('w', () => new Intl.NumberFormat(current())).format(value);
}

/** A value with the unit of its sensor; the unit may be empty. */
export function quantity(value, unit) {
  return unit ? `${number(value)}\u00a0${unit}` : number(value);
}

/** A moment to the second, with its day, and with its year if it is not this one. */
export function moment(ts) {
  return date(
    { day: 'numeric', month: 'short', ...year(ts), hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
    ts,
  );
}

/** A moment to the minute, with its day if it is not today. */
export function shortMoment(ts) {
  const today = new Date(ts).toDateString() === new Date().toDateString();
  const day = today ? {} : { day: 'numeric', month: 'short', ...year(ts) };
  return date({ ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, ts);
}

/** Its day, or its year if it is not this one. */
export function dayOrYear(ts) {
  return date(thisYear(ts) ? { day: 'numeric', month: 'short' } : { year: 'numeric' }, ts);
}

/** A moment as an axis of such a length shows it. */
export function tick(ts, span) {
  if (span > 300 * DAY) {
    return date({ month: 'short', year: 'numeric' }, ts);
  }
  if (span > 3 * DAY) {
    return date({ day: 'numeric', month: 'short' }, ts);
  }
  if (span > 20 * HOUR) {
    const midnight = new Date(ts).getHours() === 0 && new Date(ts).getMinutes() === 0;
    return midnight ? date({ day: 'numeric', month: 'short' }, ts) : tick(ts, HOUR);
  }
  const seconds = span < 20 * MINUTE ? { second: '2-digit' } : {};
  return date({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...seconds }, ts);
}

/** A stretch of time: 30 s, 5 min, 2 h, 3 d. */
export function duration(ms) {
  if (ms < MINUTE) {
    return `${number(ms / 1000, 3)} s`;
  }
  if (ms < HOUR) {
    return `${number(ms / MINUTE, 3)} min`;
  }
  return ms < DAY ? `${number(ms / HOUR, 3)} h` : `${number(ms / DAY, 3)} d`;
}

function year(ts) {
  return thisYear(ts) ? {} : { year: 'numeric' };
}

function thisYear(ts) {
  return new Date(ts).getFullYear() === new Date().getFullYear();
}

function date(fields, ts) {
  return made(JSON.stringify(fields), () => new Intl.DateTimeFormat(current(), fields)).format(ts);
}

function made(name, make) {
  const key = current() + name;
  if (!cache.has(key)) {
    cache.set(key, make());
  }
  return cache.get(key);
}
