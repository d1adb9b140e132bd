// A page for a screen on a wall: all sensors as tiles, the worst first. It refreshes itself and needs nobody.

import { json, query, serverNow } from './api.js';
import { fit, isWrong, onlySilent, tiles } from './board.js';
import { byId, h, say } from './dom.js';
import { moment, quantity, shortMoment, whole } from './format.js';
import { readOpen } from './incidents.js';
import { keyDialog } from './key.js';
import { t, translate } from './language.js';
import { learn, nameOf, unitOf } from './names.js';
import { handling } from './response.js';
import { severityBadge } from './severity.js';
import { whyIncident } from './why.js';

const EVERY_MS = 3_000;
const SOON_MS = 300;
const LONGEST_CALL_MS = 10_000;
const SENSORS_EVERY_MS = 15_000;
const MOST_SENSORS = 1_000;
const VALUES_AT_ONCE = 12;
const TICK_MS = 1_000;

const board = byId('board');
const name = document.querySelector('.brand').textContent.trim();
/** Of each shown sensor its newest reading, or null, and when it was read. */
const values = new Map();
let sensors = { ids: [], more: false, read: 0 };
let incidents = null;
let failure = null;
let failing = null;
let turn = 0;

/** Reads what there is now, and does so again and again; a call from before is heeded no more. */
async function refresh() {
  const mine = ++turn;
  let pause = EVERY_MS;
  try {
    const [open] = await Promise.all([readOpen(bounded()), readSensors()]);
    incidents = open;
    pause = (await readValues()) ? EVERY_MS : SOON_MS;
    failure = null;
    failing = null;
  } catch (failed) {
    failure = failed;
    failing ??= serverNow();
  }
  if (mine === turn) {
    render();
    setTimeout(() => mine === turn && refresh(), pause);
  }
}

async function readSensors() {
  if (Date.now() - sensors.read > SENSORS_EVERY_MS) {
    const page = await json(`/api/v1/sensors${query({ limit: MOST_SENSORS })}`, bounded());
    learn(page.items);
    sensors = { ids: page.items.map(({ sensor }) => sensor), more: page.next !== null, read: Date.now() };
  }
}

/** Reads the values of those shown sensors that were read longest ago, the worst first; tells whether the value of each is known by then. */
async function readValues() {
  const all = tiles(sensors.ids, incidents.items);
  const shown = all.slice(0, layout(all).shown).map(({ sensor }) => sensor);
  [...values.keys()].filter((sensor) => !shown.includes(sensor)).forEach((sensor) => values.delete(sensor));
  const oldest = [...shown].sort((one, other) => (values.get(one)?.read ?? 0) - (values.get(other)?.read ?? 0));
  await Promise.all(oldest.slice(0, VALUES_AT_ONCE).map(async (sensor) => {
    const page = await json(`/api/v1/sensors/${encodeURIComponent(sensor)}/readings${query({ limit: 1 })}`, bounded());
    values.set(sensor, { reading: page.items[0] ?? null, read: Date.now() });
  }));
  return shown.every((sensor) => values.has(sensor));
}

/** A wall must not wait for ever for an answer that does not come. */
function bounded() {
  return { signal: AbortSignal.timeout(LONGEST_CALL_MS) };
}

function layout(all) {
  return fit(all.length, board.clientWidth, board.clientHeight);
}

function render() {
  const all = tiles(sensors.ids, incidents?.items ?? []);
  const { text, columns, shown } = layout(all);
  const more = incidents?.more ? '+' : '';
  const wrong = all.filter(isWrong).length;
  board.style.setProperty('--text', `${text}px`);
  board.style.setProperty('--columns', columns);
  board.replaceChildren(...all.slice(0, shown).map(tile));
  document.body.classList.toggle('stale', failure !== null);
  say(byId('wall-failed'), failure ? t('wallFailed', { time: moment(failing), why: failure.message }) : '');
  say(byId('wall-note'), note(all.length));
  say(byId('wall-more'), rest(all.slice(shown)));
  if (incidents !== null) {
    count('wrong', wrong, more);
    count('silent', all.filter(onlySilent).length, more);
    count('watched', all.length, sensors.more ? '+' : '');
    document.title = wrong > 0 ? `(${whole(wrong)}${more}) ${name}` : name;
  }
}

function note(count) {
  if (incidents === null) {
    return failure ? '' : t('loading');
  }
  return count === 0 ? t('noSensors') : '';
}

/** What is not shown, which must not read as if all was well with it. */
function rest(hidden) {
  const n = `${whole(hidden.length)}${sensors.more ? '+' : ''}`;
  const wrong = hidden.filter(({ incident }) => incident !== null).length;
  if (hidden.length === 0 && !sensors.more) {
    return '';
  }
  return wrong > 0 || incidents.more ? t('wallMoreWrong', { n, wrong: `${whole(wrong)}${incidents.more ? '+' : ''}` }) : t('wallMore', { n });
}

function count(id, n, more) {
  byId(id).querySelector('dd').textContent = `${whole(n)}${more}`;
  byId(id).dataset.some = n > 0;
}

function tile(one) {
  const { sensor, incident, silent, lastSeen } = one;
  const unit = unitOf(sensor);
  const reading = values.get(sensor)?.reading;
  return h(
    'li',
    { 'data-sensor': sensor, 'data-severity': isWrong(one) ? incident.severity : null, 'data-silent': silent },
    h('h2', {}, nameOf(sensor)),
    h('p', { class: 'newest' }, reading ? quantity(reading.value, unit) : '–'),
    isWrong(one) ? h('p', { class: 'wrong' }, severityBadge(incident.severity), ' ', whyIncident(incident, unit)) : null,
    silent ? h('p', { class: 'silent' }, lastSeen === null ? t('silent') : t('lastSeen', { time: shortMoment(lastSeen) })) : null,
    incident ? handling(incident).map((words) => h('p', { class: 'handling' }, words)) : null,
  );
}

function tick() {
  byId('now').textContent = shortMoment(serverNow());
}

translate();
keyDialog(() => {
  sensors.read = 0;
  refresh();
});
new ResizeObserver(render).observe(board);
setInterval(tick, TICK_MS);
tick();
refresh();
