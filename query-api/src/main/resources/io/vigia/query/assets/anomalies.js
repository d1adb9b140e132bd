// The latest anomalies of the chosen sensors; each shows its window on a click.

import { json, query } from './api.js';
import { byId, h, refill } from './dom.js';
import { moment, number, quantity } from './format.js';
import { current, onLanguage, t } from './language.js';
import { nameOf, onNames, unitOf } from './names.js';
import { severityBadge } from './severity.js';
import { why } from './why.js';
import { showWindow } from './window.js';

const MOST = 50;
const AT_ONCE = 6;

export class Anomalies {
  #events = [];
  #turn = 0;
  #rendering = 0;
  #shown = null;
  #failure = null;

  constructor(view) {
    this.view = view;
    this.rows = byId('anomaly-rows');
    this.empty = byId('no-anomalies');
    this.failed = byId('anomalies-failed');
    onNames(() => this.#render());
    onLanguage(() => this.#render());
  }

  /** Why some could not be read; null if all could. */
  get failure() {
    return this.#failure;
  }

  /** Reads those of a window anew. */
  async load(window) {
    const turn = ++this.#turn;
    const stretch = { from: Math.floor(window.from), to: Math.ceil(window.to), limit: MOST };
    const found = [];
    const sensors = [...this.view.sensors];
    let failure = null;
    const worker = async () => {
      for (let sensor = sensors.shift(); sensor; sensor = sensors.shift()) {
        try {
          found.push(...(await json(`/api/v1/sensors/${encodeURIComponent(sensor)}/anomalies${query(stretch)}`)).items);
        } catch (failed) {
          // Not to be found is to have none; whatever else failed may have some.
          failure = failed.status === 404 ? failure : failed;
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (turn === this.#turn) {
      this.#failure = failure;
      // What the stream has told may not be stored yet.
      const read = new Set(found.map((event) => event.id));
      const kept = this.#events.filter((event) => !read.has(event.id) && this.#shows(event, window));
      this.#keep([...found, ...kept]);
    }
  }

  /** Takes a score of the stream. */
  take(kind, event) {
    if (kind === 'deletion') {
      this.#keep(this.#events.filter((known) => known.sensor !== event.sensor));
    } else if (event.anomaly) {
      this.#keep([event, ...this.#events.filter((known) => known.id !== event.id)]);
    }
  }

  #shows(event, window) {
    return this.view.sensors.includes(event.sensor) && event.ts >= window.from && event.ts <= window.to;
  }

  #keep(events) {
    this.#events = events.sort((one, other) => other.ts - one.ts).slice(0, MOST);
    if (this.#rendering === 0) {
      this.#rendering = requestAnimationFrame(() => this.#render());
    }
  }

  #render() {
    this.#rendering = 0;
    this.failed.textContent = this.#failure ? t('failed', { why: this.#failure.message }) : '';
    this.failed.hidden = !this.#failure;
    this.empty.hidden = this.#failure !== null || this.#events.length > 0;
    const shown = current() + this.#events.map((event) => event.id + nameOf(event.sensor) + unitOf(event.sensor)).join();
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    refill(this.rows, this.#events.map((event) => this.#row(event)));
    byId('anomaly-table').hidden = this.#events.length === 0;
  }

  #row(event) {
    const open = () => showWindow(event);
    const unit = unitOf(event.sensor);
    return h(
      'tr',
      { onclick: open, 'data-severity': event.severity },
      h('td', {}, h('button', { class: 'link', type: 'button', title: t('showWindow'), 'data-id': event.id }, moment(event.ts))),
      h('td', {}, nameOf(event.sensor)),
      h('td', { class: 'n' }, quantity(event.value, unit)),
      h('td', { class: 'n' }, quantity(event.prediction, unit)),
      h('td', { class: 'n' }, number(event.error, 3)),
      h('td', {}, event.direction ? `${event.direction === 'above' ? '↑' : '↓'} ${t(event.direction)}` : ''),
      h('td', {}, severityBadge(event.severity)),
      h('td', { class: 'why' }, why(event, unit)),
      h('td', { class: 'model' }, event.model ?? ''),
    );
  }
}
