// Brings the parts of the page together.

import { Anomalies } from './anomalies.js';
import { Cards } from './cards.js';
import { byId, h } from './dom.js';
import { keyDialog } from './key.js';
import { choose, current, onLanguage, t, translate } from './language.js';
import { Picker } from './picker.js';
import { PipelinePanel } from './pipeline.js';
import { SendForm } from './send.js';
import { Stream } from './stream.js';
import { duration, moment } from './format.js';
import { View, rangeNames } from './view.js';

const FIRST_SENSORS = 4;
const LOOK_AGAIN_MS = 2_000;
const NARROW = 60_000;
const STORED_BY_THEN_MS = 2_000;
const TRY_AGAIN_MS = 5_000;

const view = new View();
const picker = new Picker(view);
const anomalies = new Anomalies(view);
const pipeline = new PipelinePanel();
const cards = new Cards(byId('cards'), view, { loaded: () => anomalies.load(cards.window) });
const stream = new Stream({
  event: (kind, data) => {
    if (view.live) {
      cards.take(kind, data);
    }
    anomalies.take(kind, data);
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
  for (const { name, button } of ranges) {
    button.textContent = name === 'all' ? t('all') : name.replace(/(\d+)(\w)/, (all, n, unit) => `${n} ${unit === 'm' ? 'min' : unit}`);
    button.setAttribute('aria-pressed', String(view.range === name));
  }
  byId('go-live').hidden = view.live;
  const { from, to } = cards.window;
  byId('shown').textContent = view.live ? '' : `${moment(from)} – ${moment(to)} (${duration(to - from)})`;
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

/** Without a choice in the link the first sensors are shown, as soon as there are any. */
async function begin() {
  const found = await picker.find();
  if (view.sensors.length === 0 && found.length > 0) {
    view.show(found.slice(0, FIRST_SENSORS));
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

new SendForm((sensor) => {
  if (!view.sensors.includes(sensor)) {
    view.show([...view.sensors, sensor]);
    picker.find();
  }
});
keyDialog(begin);
byId('clear').addEventListener('click', () => {
  byId('clear').dataset.used = 'yes';
});
byId('example').textContent = `curl '${location.origin}/nuevo?dato=21.5'`;
translate();
languageButtons();
steps();
setInterval(tryAgain, TRY_AGAIN_MS);
begin();
