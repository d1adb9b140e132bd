// Finds sensors by a part of their name; the server searches, since there may be a hundred thousand.

import { json, query } from './api.js';
import { byId, h, refill, say } from './dom.js';
import { shortMoment } from './format.js';
import { silences, troubled, worstFirst } from './incident.js';
import { current, onLanguage, t } from './language.js';
import { learn, mutedSensors, nameOf, onNames, settingsOf } from './names.js';
import { severityMark } from './severity.js';
import { MOST_SENSORS } from './view.js';

const PAGE = 30;
const TYPING_MS = 200;

export class Picker {
  #next = null;
  #turn = 0;
  #timer = 0;
  #found = [];
  /** The sensors that are listed, in their order. */
  #listed = [];
  #shown = null;

  constructor(view, incidents) {
    this.view = view;
    this.incidents = incidents;
    this.search = byId('search');
    this.list = byId('found');
    this.more = byId('more');
    this.note = byId('search-note');
    this.chosen = byId('chosen');
    this.all = byId('choose-found');
    this.states = [...document.querySelectorAll('[data-sensor-filter]')];
    this.states.forEach((button) => button.addEventListener('click', () => this.#only(button)));
    this.all.addEventListener('click', () => view.show(this.#listed.slice(0, MOST_SENSORS)));
    this.search.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.find(), TYPING_MS);
    });
    this.more.addEventListener('click', () => this.#page(this.#next));
    byId('clear').addEventListener('click', () => view.show([]));
    view.onChange(() => this.#render());
    incidents.onChange(() => this.#render());
    onNames(() => this.#render());
    onLanguage(() => this.#render());
  }

  /** Whether there is any sensor, as far as is known. */
  knowsAny = false;
  /** Why the sensors could not be looked up; null if they could. */
  failure = null;

  /** Takes a deleted sensor off the list, before the store has heard of it. */
  forget(sensor) {
    this.#found = this.#found.filter((other) => other !== sensor);
    this.#render();
  }

  /** Looks up what is typed; answers the first sensors. */
  async find() {
    this.#found = [];
    await this.#page(null);
    return this.#found;
  }

  async #page(cursor) {
    const turn = ++this.#turn;
    let page = { items: [], next: cursor };
    let failure = null;
    try {
      page = await json(`/api/v1/sensors${query({ search: this.search.value.trim(), limit: PAGE, cursor })}`);
    } catch (failed) {
      failure = failed;
    }
    if (turn === this.#turn) {
      this.failure = failure;
      learn(page.items);
      this.#found.push(...page.items.map((item) => item.sensor));
      this.#next = page.next;
      if (failure === null) {
        this.knowsAny = this.#found.length > 0 || (this.knowsAny && this.search.value.trim() !== '');
      }
      this.#render();
    }
  }

  #only(chosen) {
    this.states.forEach((button) => button.setAttribute('aria-pressed', String(button === chosen)));
    this.#render();
  }

  /** The sensors to list, the worst first: those that are searched for, or those of a state. */
  #sensors(incidents, silent) {
    const state = this.states.find((button) => button.getAttribute('aria-pressed') === 'true').dataset.sensorFilter;
    const text = this.search.value.trim().toLowerCase();
    if (state === 'all') {
      const first = troubled(incidents).filter((sensor) => text === '' || this.#found.includes(sensor));
      return [...new Set([...first, ...(text === '' ? this.view.sensors : []), ...this.#found])];
    }
    const ofState = { wrong: troubled(incidents), silent: [...silent.keys()], muted: mutedSensors() }[state];
    return ofState.filter((sensor) => this.#found.includes(sensor) || [sensor, nameOf(sensor)].some((name) => name.toLowerCase().includes(text)));
  }

  #render() {
    const chosen = this.view.sensors;
    const incidents = worstFirst(this.incidents.open ?? []);
    const worst = new Map([...incidents].reverse().map(({ sensor, severity }) => [sensor, severity]));
    const silent = silences(incidents);
    const searching = this.search.value.trim() !== '';
    const filtered = this.states[0].getAttribute('aria-pressed') !== 'true';
    this.#listed = this.#sensors(incidents, silent);
    const several = (searching || filtered) && this.#listed.length > 1;
    say(this.all, several ? t('chooseFound', { n: Math.min(this.#listed.length, MOST_SENSORS) }) : '');
    this.#fill(this.#listed.map((sensor) => ({
      sensor,
      name: nameOf(sensor),
      severity: worst.get(sensor),
      chosen: chosen.includes(sensor),
      silent: silent.has(sensor),
      lastSeen: silent.get(sensor) ?? null,
      muted: settingsOf(sensor).muted,
    })));
    this.more.hidden = filtered || this.#next === null;
    this.note.textContent = this.failure
      ? t('failed', { why: this.failure.message })
      : this.#listed.length === 0 && (searching || filtered) ? t('none') : '';
    this.chosen.textContent = chosen.length === 0
      ? ''
      : chosen.length === MOST_SENSORS
        ? t('most', { n: MOST_SENSORS })
        : t('chosen', { n: chosen.length });
    byId('clear').hidden = chosen.length === 0;
  }

  #fill(rows) {
    const shown = current() + JSON.stringify(rows);
    if (shown !== this.#shown) {
      this.#shown = shown;
      refill(this.list, rows.map((row) => this.#row(row)));
    }
  }

  #row({ sensor, name, severity, chosen, silent, lastSeen, muted }) {
    const toggle = (event) => {
      const others = this.view.sensors.filter((other) => other !== sensor);
      this.view.show(event.target.checked ? [...others, sensor] : others);
    };
    const box = h('input', { type: 'checkbox', value: sensor, 'data-id': sensor, checked: chosen, onchange: toggle });
    const id = name === sensor ? null : h('small', {}, sensor);
    const mark = severity ? severityMark(severity, t('openIncident', { severity: t(severity) })) : null;
    const silence = lastSeen ? t('lastSeen', { time: shortMoment(lastSeen) }) : t('silent');
    const notes = [silent ? silence : null, muted ? t('muted') : null].filter(Boolean);
    const noted = notes.length > 0 ? h('span', { class: 'noted' }, notes.join(' · ')) : null;
    return h('li', {}, h('label', {}, box, h('span', {}, name, id, noted), mark));
  }
}
