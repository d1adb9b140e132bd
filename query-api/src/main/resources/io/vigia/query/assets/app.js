// Brings the parts of the page together.

import { Actions } from './actions.js';
import { Anomalies } from './anomalies.js';
import { serverNow } from './api.js';
import { Cards } from './cards.js';
import { byId, h } from './dom.js';
import { loadFeedback } from './feedback.js';
import { duration, moment } from './format.js';
import { around, troubled } from './incident.js';
import { Incidents } from './incidents.js';
import { keyDialog } from './key.js';
import { choose, current, onLanguage, t, translate } from './language.js';
import { lettersDialog } from './letters.js';
import { loadNames } from './names.js';
import { Picker } from './picker.js';
import { LETTERS, PipelinePanel } from './pipeline.js';
import { respondDialog } from './respond.js';
import { SendForm } from './send.js';
import { Stream } from './stream.js';
import { Strip } from './strip.js';
import { IncidentTable } from './table.js';
import { settingsDialog } from './tune.js';
import { View, rangeNames, spanOf } from './view.js';
import { WhatIf } from './whatif.js';

const FIRST_SENSORS = 4;
const MOST_LARGE = 6;
const LOOK_AGAIN_MS = 2_000;
const NARROW = 60_000;
const STORED_BY_THEN_MS = 2_000;
const TRY_AGAIN_MS = 5_000;
const INCIDENTS_EVERY_MS = 3_000;
const FEEDBACK_EVERY_MS = 30_000;
// Settings change seldom.
const NAMES_EVERY_MS = 60_000;

const view = new View();
const incidents = new Incidents();
const actions = new Actions(incidents);
const act = respondDialog(actions);
const picker = new Picker(view, incidents);
const table = new IncidentTable(incidents, showIncident);
const anomalies = new Anomalies(view);
const pipeline = new PipelinePanel(lettersDialog(LETTERS, showSent));
const whatIf = new WhatIf((from, to) => view.fix(from, to));
const cards = new Cards(byId('cards'), view, incidents, actions, {
  act,
  settings: settingsDialog(),
  whatIf: (card, window) => whatIf.open(card, window),
  gone: (sensor) => whatIf.gone(sensor),
  loaded: () => {
    legend();
    toolbar();
    anomalies.load(cards.window);
  },
});
const stream = new Stream({
  event: (kind, data) => {
    if (view.live) {
      cards.take(kind, data);
    }
    anomalies.take(kind, data);
    if (data.anomaly) {
      incidents.loadSoon();
    }
    if (kind === 'deletion') {
      forget(data.sensor);
    }
  },
  gap: () => cards.load(),
  state: (state) => {
    if (state === 'connected') {
      // What was judged before this and stored after the charts were read.
      setTimeout(() => cards.load(), STORED_BY_THEN_MS);
    }
    byId('connection').dataset.state = state;
    byId('connection').textContent = t(state);
  },
});

const ranges = rangeNames.map((name) => {
  const button = h('button', { type: 'button', onclick: () => view.follow(name) });
  byId('ranges').append(button);
  return { name, button };
});

/** Shows what an incident's sensor measured then. */
function showIncident(incident) {
  view.look(incident.sensor, around(incident, serverNow()));
  byId('cards').focus({ preventScroll: true });
  document.querySelector('.toolbar').scrollIntoView({ block: 'nearest' });
  byId('cards').scrollIntoView({ block: 'nearest' });
}

/** What the lines and areas of the charts mean. */
function legend() {
  const { single, summed } = cards.kinds;
  document.querySelectorAll('#legend [data-of=single]').forEach((item) => {
    item.hidden = !single;
  });
  document.querySelectorAll('#legend [data-of=summed]').forEach((item) => {
    item.hidden = !summed;
  });
  byId('legend').hidden = view.sensors.length === 0;
}

/** Shows the sensor of a value that was sent. */
function showSent(sensor) {
  if (!view.sensors.includes(sensor)) {
    view.show([...view.sensors, sensor]);
    picker.find();
  }
}

/** A deleted sensor leaves the page; if it measures again, it is found anew. */
function forget(sensor) {
  picker.forget(sensor);
  view.show(view.sensors.filter((other) => other !== sensor));
  setTimeout(lookAgain, STORED_BY_THEN_MS);
}

/** What failed for a while, as the store does that is away, is tried again. */
function tryAgain() {
  if (!document.hidden && anomalies.failure?.passing) {
    cards.load();
  }
  if (!document.hidden && picker.failure?.passing && view.sensors.length > 0) {
    picker.find();
  }
}

function show() {
  tellSensors();
  stream.follow(view.sensors);
  cards.show();
  toolbar();
}

/** Why no chart is there: nothing is chosen, there is no sensor, or nobody can say whether there is one. */
function tellSensors() {
  const failed = byId('sensors-failed');
  const nothing = view.sensors.length === 0;
  failed.textContent = picker.failure ? t('failed', { why: picker.failure.message }) : '';
  failed.hidden = !nothing || picker.failure === null || picker.knowsAny;
  byId('welcome').hidden = !nothing || picker.knowsAny || picker.failure !== null;
  byId('choose').hidden = !nothing || !picker.knowsAny;
}

function toolbar() {
  const { from, to } = cards.window;
  for (const { name, button } of ranges) {
    button.textContent = name === 'all' ? t('all') : name.replace(/(\d+)(\w)/, (all, n, unit) => `${n} ${unit === 'm' ? 'min' : unit}`);
    button.setAttribute('aria-pressed', String(view.range === name && to - from <= spanOf(name)));
  }
  byId('go-live').hidden = view.live;
  const now = view.live && to > serverNow() - NARROW;
  byId('shown').textContent = now ? '' : `${moment(from)} – ${moment(to)} (${duration(to - from)})`;
}

view.onChange((sensorsChanged) => {
  if (sensorsChanged) {
    show();
  } else {
    toolbar();
    cards.load();
  }
});

onLanguage(() => {
  tellSensors();
  toolbar();
  byId('connection').textContent = t(byId('connection').dataset.state);
  languageButtons();
});

function languageButtons() {
  document.querySelectorAll('[data-language]').forEach((button) => {
    button.setAttribute('aria-pressed', String(button.dataset.language === current()));
  });
}

function steps() {
  const bounds = () => cards.bounds;
  byId('back').addEventListener('click', () => view.move(bounds(), -0.5, 1));
  byId('forward').addEventListener('click', () => view.move(bounds(), 0.5, 1));
  byId('zoom-in').addEventListener('click', () => view.move(bounds(), 0, 0.5));
  byId('zoom-out').addEventListener('click', () => view.move(bounds(), 0, 2));
  byId('go-live').addEventListener('click', () => view.follow(view.to - view.from < NARROW ? '5m' : '15m'));
  document.querySelectorAll('[data-language]').forEach((button) => {
    button.addEventListener('click', () => choose(button.dataset.language));
  });
}

/** Without a choice in the link the sensors with open incidents are shown, the worst first, and then others. */
async function begin() {
  loadNames();
  loadFeedback();
  const [found] = await Promise.all([picker.find(), incidents.load()]);
  const wrong = troubled(incidents.open ?? []);
  if (view.sensors.length === 0 && found.length + wrong.length > 0) {
    const first = [...new Set([...wrong, ...found])];
    view.suggest(first.slice(0, Math.min(MOST_LARGE, Math.max(FIRST_SENSORS, wrong.length))));
  } else {
    show();
  }
  pipeline.load();
  if (view.sensors.length === 0) {
    setTimeout(lookAgain, LOOK_AGAIN_MS);
  }
}

async function lookAgain() {
  const found = await picker.find();
  if (view.sensors.length > 0) {
    return;
  }
  if (!byId('clear').dataset.used && found.length > 0) {
    begin();
  } else {
    tellSensors();
    setTimeout(lookAgain, LOOK_AGAIN_MS);
  }
}

new Strip(incidents, actions, { open: showIncident, all: () => table.showOpen(), act });
new SendForm(showSent);
keyDialog(begin);
byId('clear').addEventListener('click', () => {
  byId('clear').dataset.used = 'yes';
});
byId('example').textContent = `curl '${location.origin}/nuevo?dato=21.5'`;
translate();
languageButtons();
steps();
setInterval(tryAgain, TRY_AGAIN_MS);
setInterval(() => incidents.load(), INCIDENTS_EVERY_MS);
setInterval(() => document.hidden || loadFeedback(), FEEDBACK_EVERY_MS);
setInterval(() => document.hidden || loadNames(), NAMES_EVERY_MS);
begin();
