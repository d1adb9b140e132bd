// What sensors are called and measured in, as their settings say.

import { json, query } from './api.js';
import { effective } from './settings.js';

const PAGE = 1_000;
const MOST = 5_000;
const AT_ONCE = 4;
const NAMELESS = { name: null, unit: null, muted: false };

const known = new Map();
/** Those whose settings were read since the last time. */
const fresh = new Set();
const wanted = new Set();
const listeners = new Set();
let asking = 0;
let count = null;

/** How many sensors there are, and whether there are more; null before it is known. */
export function watched() {
  return count;
}

/** Is called whenever names or units have become known. */
export function onNames(listener) {
  listeners.add(listener);
}

/** { name, unit, muted } of a sensor; name and unit are null if it has none or they are not known yet; then they are asked for. */
export function settingsOf(sensor) {
  if (!fresh.has(sensor) && wanted.size < MOST) {
    fresh.add(sensor);
    wanted.add(sensor);
    askNext();
  }
  return known.get(sensor) ?? NAMELESS;
}

/** What a sensor is called: its name, else its id. */
export function nameOf(sensor) {
  return settingsOf(sensor).name ?? sensor;
}

export function unitOf(sensor) {
  return settingsOf(sensor).unit ?? '';
}

/** The sensors that are muted, of those whose settings are known. */
export function mutedSensors() {
  return [...known].filter(([, { muted }]) => muted).map(([sensor]) => sensor);
}

/** Reads the first thousand sensors anew; others are asked for again when they are shown. */
export async function loadNames() {
  try {
    const page = await json(`/api/v1/sensors${query({ limit: PAGE })}`);
    fresh.clear();
    learn(page.items);
    count = { n: page.items.length, more: page.next !== null };
    tell();
  } catch {
    // The list of sensors tells why.
  }
}

/** Takes what a list of sensors says of each. */
export function learn(items) {
  items.forEach(({ sensor, name, unit, muted }) => keep(sensor, { name, unit, muted }));
}

function keep(sensor, settings) {
  if (known.size >= MOST) {
    known.clear();
  }
  known.set(sensor, settings);
  fresh.add(sensor);
}

async function askNext() {
  if (asking >= AT_ONCE) {
    return;
  }
  asking++;
  for (const sensor of wanted) {
    wanted.delete(sensor);
    await ask(sensor);
  }
  asking--;
  tell();
}

async function ask(sensor) {
  try {
    const { name, unit, muted } = await effective(sensor);
    keep(sensor, { name: name.value, unit: unit.value, muted: muted.value });
  } catch {
    // It is shown by its id, without a unit, until the names are read again.
  }
}

function tell() {
  listeners.forEach((listener) => listener());
}
