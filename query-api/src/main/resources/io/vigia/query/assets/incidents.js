// The incidents of all sensors: those that are open, the latest that are closed, and those of the sensors that are charted.
// Who makes this polls: a second stream per tab would soon use up the six connections that a browser opens to a server.

import { json, query } from './api.js';
import { worstFirst } from './incident.js';

/** Maximum number of open incidents that are kept. */
export const MOST_OPEN = 200;
const MOST_CLOSED = 1_000;
const MOST_OF_SENSOR = 200;
const PAGE = 100;
const CLOSED_EVERY_MS = 30_000;
const SOON_MS = 300;
const AT_ONCE = 4;
const PATH = '/api/v1/incidents';

export class Incidents {
  /** The open ones, the worst first; null before they are known. */
  open = null;
  /** Whether more are open than are kept. */
  more = false;
  /** The closed ones that were read, the newest opened first. */
  closed = [];
  /** Whether there are older closed ones. */
  older = false;
  /** Why the open ones could not be read the last time; null if they could. */
  failure = null;
  #listeners = new Set();
  #ofSensors = new Map();
  #next = null;
  #closedRead = 0;
  #turn = 0;
  #soon = 0;

  /** Listens to what was read: listener(opened), with the incidents that opened since the last time. */
  onChange(listener) {
    this.#listeners.add(listener);
  }

  /** Reads what is open now, and what has closed since the last time. */
  async load() {
    const turn = ++this.#turn;
    const before = this.open;
    let opened = [];
    try {
      const { items, more } = await readOpen();
      if (turn !== this.#turn) {
        return;
      }
      const ids = new Set(items.map((incident) => incident.id));
      const closedSome = before === null || before.some((incident) => !ids.has(incident.id));
      const known = new Set(before?.map((incident) => incident.id));
      opened = before === null ? [] : items.filter((incident) => !known.has(incident.id));
      if (closedSome || Date.now() - this.#closedRead > CLOSED_EVERY_MS) {
        await this.#readClosed(null);
      }
      this.open = items;
      this.more = more;
      this.failure = null;
    } catch (failed) {
      this.failure = failed;
    }
    if (turn === this.#turn) {
      this.#tell(opened);
    }
  }

  /** After an anomaly, which may have opened or changed one; once for many anomalies. */
  loadSoon() {
    if (this.#soon === 0) {
      this.#soon = setTimeout(() => {
        this.#soon = 0;
        this.load();
      }, SOON_MS);
    }
  }

  /** Reads the next page of closed ones. */
  async loadOlder() {
    try {
      await this.#readClosed(this.#next);
    } catch (failed) {
      this.failure = failed;
    }
    this.#tell([]);
  }

  /** Reads the incidents of these sensors, of which `of` tells from then on. */
  async follow(sensors) {
    const wanted = new Set(sensors);
    [...this.#ofSensors.keys()].filter((sensor) => !wanted.has(sensor)).forEach((sensor) => this.#ofSensors.delete(sensor));
    const unread = sensors.filter((sensor) => !this.#ofSensors.has(sensor));
    const worker = async () => {
      for (let sensor = unread.shift(); sensor; sensor = unread.shift()) {
        // Without them the chart has no shade; that incidents can't be read is told by the strip.
        const page = await json(PATH + query({ sensor, limit: MOST_OF_SENSOR })).catch(() => ({ items: [] }));
        this.#ofSensors.set(sensor, page.items);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  /** Those of a sensor, as far as they are known; each once, as of its latest change. */
  of(sensor) {
    const ofSensor = (incident) => incident.sensor === sensor;
    const read = [...(this.#ofSensors.get(sensor) ?? []), ...this.closed.filter(ofSensor), ...(this.open ?? []).filter(ofSensor)];
    const latest = new Map();
    for (const incident of read) {
      if (!(latest.get(incident.id)?.number > incident.number)) {
        latest.set(incident.id, incident);
      }
    }
    return [...latest.values()];
  }

  async #readClosed(cursor) {
    const page = await json(PATH + query({ state: 'closed', limit: PAGE, cursor }));
    const read = new Set(page.items.map((incident) => incident.id));
    const kept = this.closed.filter((incident) => !read.has(incident.id));
    if (cursor !== null || kept.length === 0) {
      this.#next = page.next;
    }
    this.closed = [...page.items, ...kept].sort((one, other) => other.opened - one.opened).slice(0, MOST_CLOSED);
    this.older = this.#next !== null && this.closed.length < MOST_CLOSED;
    this.#closedRead = Date.now();
  }

  #tell(opened) {
    this.#listeners.forEach((listener) => listener(opened));
  }
}

/**
 * What is open now, the worst first: { items, more }. A page holds the newest; if they are not all, those of each severity and worse are
 * asked for.
 *
 * @param options of the calls
 */
export async function readOpen(options = {}) {
  const all = await json(PATH + query({ state: 'open', limit: MOST_OPEN }), options);
  if (all.next === null) {
    return { items: worstFirst(all.items), more: false };
  }
  const found = new Map(all.items.map((incident) => [incident.id, incident]));
  for (const severity of ['medium', 'high', 'critical']) {
    const page = await json(PATH + query({ state: 'open', severity, limit: MOST_OPEN }), options);
    page.items.forEach((incident) => found.set(incident.id, incident));
  }
  return { items: worstFirst(found.values()).slice(0, MOST_OPEN), more: true };
}
