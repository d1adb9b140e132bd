// The table of incidents: one row each, open and closed, to be filtered and exported.

import { byId, h, refill, say } from './dom.js';
import { csv, save } from './csv.js';
import { duration, moment, whole } from './format.js';
import { feedbackKey, onFeedback, share, thumbs, verdictOf } from './feedback.js';
import { readings } from './incident.js';
import { onLanguage, t } from './language.js';
import { nameOf, onNames, unitOf } from './names.js';
import { ending, handling } from './response.js';
import { severityBadge } from './severity.js';
import { whyIncident } from './why.js';

const COLUMNS = [
  'id', 'sensor', 'name', 'unit', 'state', 'severity', 'reason', 'opened', 'closed', 'closedBy', 'anomalies',
  'peakTime', 'peakValue', 'peakLower', 'peakUpper', 'peakPrediction', 'lastTime', 'lastValue', 'model',
  'acknowledgedBy', 'acknowledgedAt', 'snoozedUntil', 'maintenance', 'feedback',
];

export class IncidentTable {
  #shown = null;

  /** @param open called with an incident that was clicked */
  constructor(incidents, open) {
    this.incidents = incidents;
    this.open = open;
    this.rows = byId('incident-rows');
    this.text = byId('incident-search');
    this.older = byId('older-incidents');
    this.export = byId('export-incidents');
    this.states = [...document.querySelectorAll('[data-state-filter]')];
    this.states.forEach((button) => button.addEventListener('click', () => this.#only(button)));
    this.text.addEventListener('input', () => this.#render());
    this.older.addEventListener('click', () => incidents.loadOlder());
    this.export.addEventListener('click', () => save('incidents.csv', exported(this.#filtered().map(({ incident }) => incident))));
    incidents.onChange(() => this.#render());
    onFeedback(() => this.#render());
    onNames(() => this.#render());
    onLanguage(() => this.#render());
  }

  /** Shows the open ones, where «and N more» leads. */
  showOpen() {
    this.text.value = '';
    this.#only(this.states.find((button) => button.dataset.stateFilter === 'open'));
    byId('incidents').scrollIntoView();
    byId('incidents-title').focus();
  }

  #only(chosen) {
    this.states.forEach((button) => button.setAttribute('aria-pressed', String(button === chosen)));
    this.#render();
  }

  #filtered() {
    const state = this.states.find((button) => button.getAttribute('aria-pressed') === 'true').dataset.stateFilter;
    const part = this.text.value.trim().toLowerCase();
    return [...(this.incidents.open ?? []), ...this.incidents.closed]
      .filter((incident) => state === 'all' || incident.state === state)
      .map((incident) => ({ incident, told: cells(incident) }))
      .filter(({ incident, told }) => [incident.sensor, told.name, told.severity, told.reason, told.state]
        .some((text) => text.toLowerCase().includes(part)));
  }

  #render() {
    const { open, closed, failure } = this.incidents;
    const filtered = this.#filtered();
    const any = (open?.length ?? 0) + closed.length > 0;
    const none = filtered.length === 0 && open !== null && failure === null;
    say(byId('no-incidents'), none ? t(any ? 'noIncidentsFound' : 'noIncidents') : '');
    say(byId('incident-count'), any ? t('incidentsShown', { n: whole(filtered.length) }) : '');
    say(byId('feedback-share'), share());
    byId('incident-filter').hidden = !any;
    byId('incident-table').hidden = filtered.length === 0;
    this.export.hidden = filtered.length === 0;
    this.older.hidden = !this.incidents.older;
    const shown = JSON.stringify(filtered.map(({ told }) => told));
    if (shown !== this.#shown) {
      this.#shown = shown;
      refill(this.rows, filtered.map((one) => this.#row(one)));
    }
  }

  #row({ incident, told }) {
    return h(
      'tr',
      { onclick: () => this.open(incident) },
      h('td', {}, severityBadge(incident.severity)),
      h('td', {}, h('button', { class: 'link', type: 'button', title: t('showIncident'), 'data-id': incident.id }, told.name)),
      h('td', { class: 'why' }, told.reason),
      h('td', { class: 'time' }, told.opened),
      h('td', {}, h('span', { class: 'state', 'data-state': incident.state }, told.state)),
      h('td', {}, thumbs(incident.anomaly, told.name)),
      h('td', { class: 'n' }, told.lasted),
      h('td', { class: 'n' }, told.anomalies, h('span', { class: 'narrow' }, ` ${t('readingsCount').toLowerCase()}`)),
    );
  }
}

function cells(incident) {
  const unit = unitOf(incident.sensor);
  return {
    id: incident.id,
    severity: t(incident.severity),
    name: nameOf(incident.sensor),
    reason: whyIncident(incident, unit),
    opened: moment(incident.opened),
    state: incident.state === 'open' ? [t('stateOpen'), ...handling(incident)].join('; ') : ending(incident),
    lasted: incident.closed === null ? '' : duration(incident.closed - incident.opened),
    anomalies: readings(incident),
    feedback: feedbackKey(incident.anomaly),
  };
}

function exported(incidents) {
  const time = (ts) => (ts === null ? null : new Date(ts).toISOString());
  const rows = incidents.map((incident) => [
    incident.id, incident.sensor, nameOf(incident.sensor), unitOf(incident.sensor), incident.state, incident.severity,
    incident.reason, time(incident.opened), time(incident.closed), incident.closedBy, incident.anomalies,
    time(incident.peak.ts), incident.peak.value, incident.peak.lower, incident.peak.upper, incident.peak.prediction,
    time(incident.last.ts), incident.last.value, incident.model,
    incident.acknowledged?.by ?? null, time(incident.acknowledged?.at ?? null), time(incident.snoozedUntil), incident.maintenance,
    verdictOf(incident.anomaly),
  ]);
  return csv([COLUMNS, ...rows]);
}
