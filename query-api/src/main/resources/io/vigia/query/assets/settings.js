// The settings of sensors: what applies to one, and what a pattern sets.

import { call, json } from './api.js';

const PATIENCE_MS = 30_000;
const POLL_MS = 250;
const NONE = { settings: {}, etag: null };
const NUMBERS = new Set(['minDeviation', 'sensitivity', 'low', 'high']);

/** The fields that people edit here, each with its inputs. */
export const FIELDS = {
  name: ['name'],
  unit: ['unit'],
  place: ['place'],
  direction: ['direction'],
  minDeviation: ['minDeviation'],
  limits: ['low', 'high'],
  sensitivity: ['sensitivity'],
  silentAfter: ['silentAfter'],
  muted: ['muted'],
};

/** What applies to a sensor: for each field { value, pattern }, the pattern that set it; null: it is not set. */
export async function effective(sensor) {
  return (await json(`/api/v1/sensors/${encodeURIComponent(sensor)}/settings`)).settings;
}

/** What a pattern sets, as { settings, etag }; the etag is null if it sets nothing. */
export async function ofPattern(pattern) {
  try {
    const { settings, etag } = await json(path(pattern));
    return { settings, etag };
  } catch (failed) {
    if (failed.status === 404) {
      return NONE;
    }
    throw failed;
  }
}

/**
 * Replaces all settings of a pattern, and waits until they can be read.
 *
 * @param etag of the settings that are replaced; null if there are none
 * @returns whether they were seen in time
 * @throws CallFailed with status 412 if they have changed since
 */
export async function replace(pattern, etag, settings) {
  const empty = Object.keys(settings).length === 0;
  if (empty && etag === null) {
    return true;
  }
  const expected = etag === null ? { 'If-None-Match': '*' } : { 'If-Match': `"${etag}"` };
  const response = empty
    ? await call(path(pattern), { method: 'DELETE', headers: expected })
    : await call(path(pattern), {
      method: 'PUT', headers: { ...expected, 'Content-Type': 'application/json' }, body: JSON.stringify(settings),
    });
  const same = !empty && (await response.json()).etag === etag;
  return same || changed(pattern, etag);
}

/** Waits until a pattern has other settings than those of the etag; answers whether that was in time. */
export async function changed(pattern, etag) {
  const end = Date.now() + PATIENCE_MS;
  while ((await ofPattern(pattern)).etag === etag) {
    if (Date.now() > end) {
      return false;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return true;
}

/** Settings as texts of the inputs; what is not set is empty. */
export function texts(settings) {
  const inputs = { ...settings, ...settings.limits };
  return Object.fromEntries(Object.values(FIELDS).flat().map((input) => [input, String(inputs[input] ?? '')]));
}

/** The settings after a change of some texts; fields whose texts are as before stay, also those that are not edited here. */
export function merged(settings, before, now) {
  const result = { ...settings };
  for (const [field, inputs] of Object.entries(FIELDS)) {
    if (inputs.some((input) => before[input] !== now[input])) {
      delete result[field];
      const set = inputs.filter((input) => now[input].trim() !== '').map((input) => [input, value(input, now[input].trim())]);
      if (set.length > 0) {
        result[field] = field === 'limits' ? Object.fromEntries(set) : set[0][1];
      }
    }
  }
  return result;
}

/** Whether a pattern, in which * stands for any characters, matches a sensor. */
export function matches(pattern, sensor) {
  const literals = pattern.split('*').map((literal) => literal.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literals.join('.*')}$`).test(sensor);
}

/** What is not a number stays a text, which the server refuses with what is valid. */
function value(input, text) {
  if (input === 'muted') {
    return text === 'true';
  }
  const number = Number(text.replace(',', '.'));
  return NUMBERS.has(input) && Number.isFinite(number) ? number : text;
}

function path(pattern) {
  return `/api/v1/settings/${encodeURIComponent(pattern)}`;
}
