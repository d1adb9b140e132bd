// The values of one sensor within a window: as they were read where they are few, else summed up by the server.

import { CallFailed, json, query } from './api.js';

const WIDTHS = [
  1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000,
  7_200_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000, 172_800_000, 604_800_000, 2_592_000_000, 31_536_000_000,
];
const MOST_MEANWHILE = 10_000;
/** So many readings fill a chart. */
const NEWEST = 500;
const ORDERED = { order: 'asc' };

export class Series {
  /** Readings, oldest first: { ts, value, prediction, lower, upper, anomaly }; buckets have min and max too. */
  points = [];
  /** Milliseconds that a point sums up; 0 where each is a reading. */
  width = 0;
  /** The newest score that came by the stream; null before. */
  latest = null;
  /** The newest reading that was stored when it was last asked for; null if none was. */
  newestStored = null;
  /** The time of the oldest of the newest readings, when they were last asked for; null if there was none. */
  newestSince = null;
  #turn = 0;
  #loads = 0;
  #cameMeanwhile = [];

  constructor(sensor) {
    this.sensor = sensor;
    this.path = `/api/v1/sensors/${encodeURIComponent(sensor)}/readings`;
  }

  /** The first and the last moment that anything is stored of, and since when the newest readings are; null where nothing is. */
  async bounds() {
    const [oldest, newest] = await Promise.all([this.#ask({ ...ORDERED, limit: 1 }), this.#ask({ limit: NEWEST })]);
    this.newestStored = newest.items[0] ?? null;
    this.newestSince = newest.items.at(-1)?.ts ?? null;
    return { oldest: oldest.items[0]?.ts ?? null, newest: this.newestStored?.ts ?? null, since: this.newestSince };
  }

  /**
   * Reads a window anew.
   *
   * @param most how many points there is room for
   * @returns false if another load has overtaken this one
   */
  async load(from, to, most) {
    const turn = ++this.#turn;
    this.#loads++;
    try {
      const stretch = { from: Math.floor(from), to: Math.ceil(to) };
      const plain = await this.#ask({ ...stretch, ...ORDERED, limit: most });
      const width = plain.next === null ? 0 : widthFor(to - from, most);
      const points = width === 0 ? plain.items : await this.#buckets(stretch, width);
      if (turn !== this.#turn) {
        return false;
      }
      this.points = points;
      this.width = width;
      this.#cameMeanwhile.forEach((score) => this.#append(score));
      return true;
    } finally {
      this.#loads--;
      if (this.#loads === 0) {
        this.#cameMeanwhile = [];
      }
    }
  }

  /** Takes a score of the stream. */
  take(score) {
    this.latest = score;
    if (this.#loads > 0 && this.#cameMeanwhile.length < MOST_MEANWHILE) {
      this.#cameMeanwhile.push(score);
    }
    this.#append(score);
  }

  /** Everything of the sensor was deleted. */
  empty() {
    this.points = [];
    this.#cameMeanwhile = [];
    this.latest = null;
    this.newestStored = null;
    this.newestSince = null;
  }

  /** Forgets readings that have left the window. */
  drop(before) {
    const first = this.points.findIndex((point) => point.ts >= before);
    if (first > 200) {
      this.points.splice(0, first - 1);
    }
  }

  get newest() {
    return this.latest?.ts ?? this.points.at(-1)?.ts ?? null;
  }

  #append(score) {
    const last = this.points.at(-1);
    if (this.width > 0) {
      this.#fold(last, score);
    } else if (!last || score.ts > last.ts) {
      this.points.push(score);
    }
  }

  #fold(last, score) {
    const ts = Math.floor(score.ts / this.width) * this.width;
    if (!last || ts > last.ts) {
      this.points.push({ ts, value: score.value, min: score.value, max: score.value, anomaly: score.anomaly });
    } else if (ts === last.ts) {
      last.min = Math.min(last.min, score.value);
      last.max = Math.max(last.max, score.value);
      last.anomaly ||= score.anomaly;
    }
  }

  async #buckets(stretch, width) {
    const asked = { ...stretch, ...ORDERED, bucket: width, limit: 10_000 };
    const [average, min, max] = await Promise.all(
      ['avg', 'min', 'max'].map((aggregation) => this.#ask({ ...asked, aggregation })),
    );
    const lowest = byTime(min.items);
    const highest = byTime(max.items);
    return average.items.map((item) => ({
      ts: item.ts,
      value: item.value,
      min: lowest.get(item.ts) ?? item.value,
      max: highest.get(item.ts) ?? item.value,
      anomaly: item.anomaly,
    }));
  }

  async #ask(parameters) {
    try {
      return await json(this.path + query(parameters));
    } catch (failed) {
      if (failed instanceof CallFailed && failed.status === 404) {
        return { items: [], next: null };
      }
      throw failed;
    }
  }
}

function byTime(items) {
  return new Map(items.map((item) => [item.ts, item.value]));
}

function widthFor(span, most) {
  return WIDTHS.find((width) => span / width <= most) ?? WIDTHS.at(-1);
}
