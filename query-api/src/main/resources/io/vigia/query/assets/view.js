// What the page looks at: sensors and a stretch of time. It lives in the URL, so that a link shows the same.

import { serverNow } from './api.js';

export const MOST_SENSORS = 60;
const SPANS = { '5m': 300_000, '15m': 900_000, '1h': 3_600_000, '6h': 21_600_000, '24h': 86_400_000, '7d': 604_800_000 };
const USUAL = '15m';
const SHORTEST = 1_000;

export const rangeNames = [...Object.keys(SPANS), 'all'];

/** The length of a range, in ms. */
export function spanOf(name) {
  return SPANS[name] ?? Infinity;
}

export class View {
  sensors = [];
  /** A name of a range that ends now; null where from and to are fixed. */
  range = USUAL;
  from = 0;
  to = 0;
  /** Whether somebody chose the range. */
  #chosenRange = false;
  #listeners = new Set();
  #suggested = [];

  constructor() {
    this.#read();
    addEventListener('popstate', () => {
      this.#read();
      this.#tell(true);
    });
  }

  get live() {
    return this.range !== null;
  }

  /** Listens to changes: listener(sensorsChanged). */
  onChange(listener) {
    this.#listeners.add(listener);
  }

  show(sensors) {
    this.#suggested = [];
    this.sensors = sensors.slice(0, MOST_SENSORS);
    this.#write(false);
    this.#tell(true);
  }

  /** Shows sensors that nobody chose: the address does not name them, so that it shows others once others matter. */
  suggest(sensors) {
    this.#suggested = sensors;
    this.sensors = sensors;
    this.#tell(true);
  }

  /**
   * Shows one sensor over a stretch of time.
   *
   * @param stretch { from, to, live }; live: the shortest range that ends now and holds it, if there is one
   */
  look(sensor, stretch) {
    const range = Object.keys(SPANS).find((name) => SPANS[name] >= stretch.to - stretch.from);
    this.sensors = [sensor];
    Object.assign(this, stretch.live && range ? { range } : { range: null, ...bounded(stretch) });
    this.#write(true);
    this.#tell(true);
  }

  follow(range) {
    this.range = range;
    this.#chosenRange = true;
    this.#write(true);
    this.#tell(false);
  }

  fix(from, to) {
    Object.assign(this, { range: null, ...bounded({ from, to }) });
    this.#write(true);
    this.#tell(false);
  }

  /**
   * The stretch of time to show. A range ends now, unless the newest value lies before all of it: old data are shown
   * where they are, and unless somebody chose the range, the newest readings fill it.
   *
   * @param bounds { oldest, newest, since } of what is shown, each null if unknown; since: time of the first of the newest readings
   */
  window(bounds) {
    if (!this.live) {
      return { from: this.from, to: this.to };
    }
    const now = serverNow();
    const newest = bounds.newest ?? now;
    if (this.range === 'all') {
      const oldest = bounds.oldest ?? now - SPANS[USUAL];
      return { from: oldest, to: Math.max(newest, oldest + SHORTEST) };
    }
    const span = SPANS[this.range];
    if (now - newest < span) {
      const to = Math.max(now, newest);
      return { from: to - span, to };
    }
    const from = this.#chosenRange ? newest - span : Math.min(newest - span, bounds.since ?? newest);
    return { from: Math.max(0, from), to: newest };
  }

  /** Moves by a share of the window's length, or makes it so many times as long. */
  move(bounds, share, times) {
    const { from, to } = this.window(bounds);
    const length = (to - from) * times;
    const middle = (from + to) / 2 + (to - from) * share;
    this.fix(middle - length / 2, middle + length / 2);
  }

  #read() {
    const query = new URLSearchParams(location.search);
    const named = [...new Set(query.getAll('sensor'))].slice(0, MOST_SENSORS);
    this.sensors = named.length > 0 ? named : this.#suggested;
    const from = Number(query.get('from') ?? NaN);
    const to = Number(query.get('to') ?? NaN);
    const range = query.get('range');
    this.#chosenRange = rangeNames.includes(range);
    this.range = this.#chosenRange ? range : USUAL;
    if (from >= 0 && to > from) {
      Object.assign(this, { range: null, from, to });
    }
  }

  #write(isStep) {
    const query = new URLSearchParams();
    this.sensors.forEach((sensor) => query.append('sensor', sensor));
    if (!this.live) {
      query.set('from', this.from);
      query.set('to', this.to);
    } else if (this.range !== USUAL) {
      query.set('range', this.range);
    }
    const url = query.size === 0 ? location.pathname : `?${query}`;
    history[isStep ? 'pushState' : 'replaceState'](null, '', url);
  }

  #tell(sensorsChanged) {
    this.#listeners.forEach((listener) => listener(sensorsChanged));
  }
}

/** At least a second long, and not before 1970. */
function bounded({ from, to }) {
  const start = Math.max(0, Math.round(from));
  return { from: start, to: Math.round(start + Math.max(SHORTEST, to - from)) };
}
