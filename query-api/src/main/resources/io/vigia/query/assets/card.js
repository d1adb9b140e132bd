// One sensor on the page: its name, its newest value and state, and its chart.

import * as echarts from './echarts.js';
import { option } from './chart.js';
import { h, refill } from './dom.js';
import { onDrag } from './drag.js';
import { feedbackKey } from './feedback.js';
import { dayOrYear, moment, quantity } from './format.js';
import { within, worstFirst } from './incident.js';
import { current, t } from './language.js';
import { nameOf, unitOf } from './names.js';
import { handling, response } from './response.js';
import { Series } from './series.js';
import { severityBadge } from './severity.js';
import { colours } from './theme.js';
import { whyIncident } from './why.js';

const REFRESH_SUMMED_MS = 15_000;
const MOST_POINTS = 6_000;
const MOST_TOLD = 3;
// As a letter, where there is a picture of it too.
const GEAR = '⚙\ufe0e';
const AGAIN = '↺';

export class Card {
  #chart = null;
  #loaded = 0;
  #failure = null;
  #incidentShown = '';
  /** Why nobody knows whether anything is stored; null where it is known. */
  #unknown = null;
  /** The answer of a back-test that is shown; null for none. */
  #would = null;

  /** @param on { remove(sensor), settings(sensor), whatIf(), zoom(from, to), incidents(sensor), attempt(id), act(incident, action) } */
  constructor(sensor, on) {
    this.sensor = sensor;
    this.on = on;
    this.series = new Series(sensor);
    this.visible = false;
    this.dirty = true;
    this.compact = false;
    this.#build();
  }

  /** Whether reading anew is worth it: the points sum up much and are old, or have become too many to be single readings. */
  get stale() {
    const patience = Math.max(REFRESH_SUMMED_MS, this.series.width / 2);
    const old = this.series.width > 0 && Date.now() - this.#loaded > patience;
    return old || this.series.points.length > MOST_POINTS;
  }

  /** The first and the last moment that anything of the sensor is stored of, and since when its newest readings are. */
  async bounds() {
    let stored = { oldest: null, newest: null, since: null };
    try {
      stored = await this.series.bounds();
      this.#unknown = null;
    } catch (failed) {
      this.#unknown = failed.message;
    }
    this.dirty = true;
    const latest = this.series.latest?.ts ?? null;
    return {
      oldest: stored.oldest ?? latest,
      newest: latest === null ? stored.newest : Math.max(latest, stored.newest ?? 0),
      since: stored.since ?? latest,
    };
  }

  async load(window) {
    const room = this.compact ? 400 : Math.max(1_200, this.plot.clientWidth * 2);
    try {
      await this.series.load(window.from, window.to, Math.min(room, 2_500));
      this.#failure = null;
      if (this.series.points.length === 0 && this.series.newestStored === null) {
        await this.bounds();
      }
    } catch (failed) {
      this.#failure = failed.message;
    }
    this.#loaded = Date.now();
    this.dirty = true;
    this.tell(window);
  }

  take(kind, event) {
    if (kind === 'deletion') {
      this.series.empty();
    } else {
      this.series.take(event);
    }
    this.dirty = true;
  }

  /** Draws what is there; a few milliseconds. */
  draw(window) {
    this.dirty = false;
    this.#chart ??= echarts.init(this.plot);
    const shown = { series: this.series, incidents: this.on.incidents(this.sensor), unit: unitOf(this.sensor), would: this.#would };
    this.#chart.setOption(option(shown, window, colours(), this.compact));
    this.tell(window);
  }

  /** Shows what would have been said, in the chart; null: nothing more. */
  show(answer) {
    this.#would = answer;
    this.dirty = true;
  }

  /** Says in words what is there, also where the chart is out of sight and not drawn. */
  tell(window) {
    this.#tellState(window);
    this.#tellIncident();
    this.#tellNote();
  }

  resize() {
    this.#chart?.resize();
    this.dirty = true;
  }

  close() {
    this.#chart?.dispose();
    this.element.remove();
  }

  #build() {
    this.plot = h('div', { class: 'plot', role: 'img' });
    this.value = h('output', { class: 'newest' });
    this.state = h('span', { class: 'state' });
    this.title = h('h2', {});
    this.incident = h('div', { class: 'card-incident', hidden: true });
    this.note = h('div', { class: 'note', hidden: true });
    this.table = h('a', { class: 'quiet', href: `/listar?sensor=${encodeURIComponent(this.sensor)}` });
    this.remove = h('button', { class: 'icon', type: 'button', onclick: () => this.on.remove(this.sensor) }, '×');
    this.gear = h('button', {
      class: 'icon', type: 'button', 'aria-haspopup': 'dialog', onclick: () => this.on.settings(this.sensor),
    }, GEAR);
    this.again = h('button', { class: 'icon', type: 'button', onclick: () => this.on.whatIf() }, AGAIN);
    const frame = h('div', { class: 'frame' }, this.plot, this.note);
    this.element = h(
      'article',
      { class: 'card', 'data-sensor': this.sensor },
      h('header', {}, this.title, this.value, this.state, this.table, this.again, this.gear, this.remove),
      this.incident,
      frame,
    );
    onDrag(frame, (left, right) => {
      const at = (x) => this.#chart.convertFromPixel({ xAxisIndex: 0 }, x);
      this.on.zoom(at(left), at(right));
    });
  }

  #tellState(window) {
    const unit = unitOf(this.sensor);
    const latest = this.series.latest;
    const last = latest ?? this.series.newestStored ?? this.series.points.at(-1);
    const name = nameOf(this.sensor);
    const sensor = name === this.sensor ? name : `${name} (${this.sensor})`;
    const state = latest ? (latest.anomaly ? 'anomaly' : latest.status) : last?.anomaly ? 'anomaly' : '';
    this.title.textContent = name;
    this.title.title = sensor;
    this.value.textContent = last ? quantity(last.value, unit) : '';
    this.state.textContent = state ? t(state, { n: latest?.remaining ?? '' }) : '';
    this.state.dataset.state = state;
    this.plot.setAttribute('aria-label', [this.#summary(sensor, last, unit), ...shaded(this.on.incidents(this.sensor), window), ...this.#wouldSay()].join('; '));
    this.table.textContent = t('table');
    this.table.setAttribute('aria-label', t('tableOf', { sensor }));
    this.again.setAttribute('aria-label', t('whatifOf', { sensor }));
    this.again.title = t('whatif');
    this.gear.setAttribute('aria-label', t('settingsOf', { sensor }));
    this.remove.setAttribute('aria-label', t('remove', { sensor }));
  }

  /** The open incident; elements are only made anew when they differ, so that the focus stays. */
  #tellIncident() {
    const [incident] = worstFirst(this.on.incidents(this.sensor).filter(({ state }) => state === 'open'));
    const attempt = incident ? this.on.attempt(incident.id) : null;
    const reason = incident ? whyIncident(incident, unitOf(this.sensor)) : '';
    const shown = incident ? JSON.stringify([current(), nameOf(this.sensor), incident.id, incident.severity, reason, handling(incident), attempt, feedbackKey(incident.anomaly)]) : '';
    if (shown !== this.#incidentShown) {
      this.#incidentShown = shown;
      this.incident.hidden = !incident;
      refill(this.incident, incident
        ? [severityBadge(incident.severity), h('span', { class: 'why' }, reason), response(incident, attempt, this.on.act)]
        : []);
    }
  }

  #summary(sensor, last, unit) {
    const n = this.series.points.filter((point) => point.anomaly).length;
    return last ? t('chartOf', { sensor, value: quantity(last.value, unit), n }) : t('chartEmpty', { sensor });
  }

  #wouldSay() {
    return this.#would ? [t('chartWould', this.#would.counts)] : [];
  }

  #tellNote() {
    const none = this.series.points.length === 0;
    const failure = this.#failure ?? (none ? this.#unknown : null);
    const text = failure
      ? t('failed', { why: failure })
      : this.#loaded === 0
        ? t('loading')
        : none
          ? t('empty')
          : '';
    const elsewhere = text !== '' && !failure && none ? this.series.newestStored : null;
    const label = elsewhere ? t('goToData', { when: dayOrYear(elsewhere.ts) }) : '';
    if (this.note.textContent !== text + label) {
      const go = elsewhere ? h('button', { type: 'button', onclick: () => this.on.zoom(this.series.newestSince, elsewhere.ts) }, label) : null;
      this.note.replaceChildren(...[text ? h('p', {}, text) : null, go].filter(Boolean));
      this.note.hidden = text === '';
    }
  }
}

/** What the shades of a chart say. */
function shaded(incidents, window) {
  const seen = incidents.filter((incident) => within(incident, window) !== null);
  return worstFirst(seen).slice(0, MOST_TOLD).map((incident) => t(incident.closed === null ? 'chartIncidentOpen' : 'chartIncident', {
    severity: t(incident.severity), from: moment(incident.opened), to: moment(incident.closed ?? 0),
  }));
}
