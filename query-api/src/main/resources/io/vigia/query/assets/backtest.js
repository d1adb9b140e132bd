// What would have been said of stored values: the question, and its answer in words that a page shows.

import { CallFailed, call } from './api.js';
import { readEvents } from './events.js';
import { FIELDS, merged } from './settings.js';

/** The fields that change what is said. */
export const JUDGED = ['direction', 'minDeviation', 'limits', 'sensitivity'];

/** So many values before the span the rule learns from, which is more than it needs to be calibrated. */
const WARM_UP = 2_000;

/**
 * Asks.
 *
 * @param question see questionOf
 * @param progress (done, total) is called now and then
 * @param signal aborts it
 * @throws CallFailed if it is refused or fails
 */
export async function backtest(question, progress, signal) {
  const response = await call('/api/v1/backtest', {
    method: 'POST',
    headers: { Accept: 'text/event-stream', 'Content-Type': 'application/json' },
    body: JSON.stringify(question),
    signal,
  });
  let result = null;
  await readEvents(response, ({ event, data }) => {
    const read = JSON.parse(data);
    if (event === 'progress') {
      progress(read.done, read.total);
    } else if (event === 'problem') {
      throw new CallFailed(read.status, read.detail, read);
    } else if (event === 'result') {
      result = read;
    }
  });
  if (result === null) {
    throw new CallFailed(0, 'the answer ended early');
  }
  return result;
}

/**
 * The question of a form.
 *
 * @param before the texts of the inputs as the settings of the sensor have them
 * @param now the texts as they are
 */
export function questionOf(sensor, from, to, before, now) {
  const set = merged({}, before, now);
  const changed = JUDGED.filter((field) => FIELDS[field].some((input) => before[input] !== now[input]));
  const most = now.atMostPerWeek.trim();
  return {
    sensor,
    from,
    to,
    warmUp: WARM_UP,
    settings: Object.fromEntries(changed.map((field) => [field, set[field] ?? null])),
    atMostPerWeek: most === '' ? null : most,
  };
}

/** The texts of the inputs for what applies to a sensor; a field that nobody has set is empty. */
export function appliedTexts(applies) {
  const value = (field) => (applies[field].pattern === null ? null : applies[field].value);
  const inputs = Object.fromEntries(JUDGED.map((field) => [field, value(field)]));
  const all = { ...inputs, ...inputs.limits };
  return Object.fromEntries(JUDGED.flatMap((field) => FIELDS[field]).map((input) => [input, String(all[input] ?? '')]));
}

/** A time as an input for local times has it, in whole seconds. */
export function localText(ts) {
  const date = new Date(ts);
  return new Date(ts - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
