// How the parts behind the page are doing. Any number may be unknown.

import { json, serverNow } from './api.js';
import { byId, h, refill } from './dom.js';
import { number, whole } from './format.js';
import { onLanguage, t } from './language.js';

const EVERY_MS = 3_000;

/** The data-id of the button that leads to the dead letters. */
export const LETTERS = 'dead-letters';

export class PipelinePanel {
  #health = null;

  /** @param letters called when somebody wants to see the dead letters */
  constructor(letters) {
    this.letters = letters;
    onLanguage(() => this.#render());
    setInterval(() => document.hidden || this.load(), EVERY_MS);
  }

  async load() {
    this.#health = await json('/api/v1/pipeline').catch(() => null);
    this.#render();
  }

  #render() {
    const health = this.#health;
    byId('no-pipeline').hidden = health !== null;
    byId('health').hidden = health === null;
    if (health) {
      refill(byId('tiles'), tiles(health, this.letters));
      byId('topic-rows').replaceChildren(...(health.topics ?? []).map(topicRow));
      byId('instance-rows').replaceChildren(...(health.instances ?? []).map((one) => instanceRow(one, health.now)));
    }
  }
}

function tiles(health, letters) {
  const latency = health.latencyMs?.p50 ?? null;
  const p99 = health.latencyMs?.p99 ?? null;
  const topics = health.topics ?? [];
  const waiting = sum(topics.flatMap((topic) => [topic.pending, topic.inFlight]));
  const dead = sum(topics.map((topic) => topic.failed));
  return [
    tile(number(health.readingsPerSecond, 3), t('readingsPerSecond')),
    tile(latency === null ? '–' : `${number(latency, 3)} ms`, t('latency'), p99 === null ? '' : `p99 ${number(p99, 3)} ms`),
    tile(whole(waiting), t('lag')),
    tile(dead > 0 ? lettersButton(dead, letters) : whole(dead), t('deadLetters'), '', dead > 0),
    tile(document.body.dataset.visits || '–', t('visits')),
    tile(health.hostname ?? '–', t('answeredBy')),
  ];
}

function lettersButton(dead, letters) {
  const attributes = { type: 'button', class: 'link', 'data-id': LETTERS, 'aria-label': t('showLetters', { n: whole(dead) }), onclick: letters };
  return h('button', attributes, whole(dead));
}

/** Of what is known; null if nothing is. */
function sum(counts) {
  const known = counts.filter((count) => count !== null && count !== undefined);
  return known.length === 0 ? null : known.reduce((total, count) => total + count, 0);
}

function tile(value, name, more = '', warn = false) {
  return h(
    'div',
    { class: warn ? 'tile warn' : 'tile' },
    h('dt', {}, name),
    h('dd', {}, value, more ? h('small', {}, more) : null),
  );
}

function topicRow(topic) {
  const counts = [topic.pending, topic.inFlight, topic.processed, topic.failed].map((count) => whole(count));
  return h('tr', {}, h('th', { scope: 'row' }, topic.topic), counts.map((text) => h('td', { class: 'n' }, text)));
}

function instanceRow(instance, now) {
  const seconds = Math.max(0, Math.round(((now ?? serverNow()) - instance.at) / 1000));
  const state = instance.alive ? 'scored' : 'anomaly';
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, instance.service),
    h('td', {}, instance.hostname),
    h('td', {}, h('span', { class: 'state', 'data-state': state }, t(instance.alive ? 'alive' : 'gone')), ` ${t('ago', { n: seconds })}`),
    h('td', { class: 'n' }, whole(instance.total)),
    h('td', { class: 'n' }, number(instance.perSecond, 3)),
    h('td', { class: 'n' }, whole(instance.failed)),
  );
}
