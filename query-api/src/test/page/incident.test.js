import './browser.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { around, readings, silences, troubled, within, worstFirst } from './incident.js';

const MINUTE = 60_000;
const NOW = 1_800_000_000_000;
const open = { sensor: 'a', state: 'open', severity: 'low', opened: NOW - 20 * MINUTE, closed: null, last: { ts: NOW - MINUTE } };

test('the worst come first, and of equally bad ones the newest; each sensor once', () => {
  const incidents = [
    { ...open, id: 1, severity: 'medium' },
    { ...open, id: 2, sensor: 'b', severity: 'critical' },
    { ...open, id: 3, sensor: 'c', severity: 'medium', opened: NOW },
  ];
  assert.deepEqual(worstFirst(incidents).map(({ id }) => id), [2, 3, 1]);
  assert.deepEqual(troubled([...incidents, { ...open, sensor: 'b' }]), ['b', 'c', 'a']);
});

test('of equally bad ones those that somebody cares for and those of planned work come last', () => {
  const incidents = [
    { ...open, id: 1, opened: NOW, acknowledged: { by: 'ana', at: NOW, note: null } },
    { ...open, id: 2, opened: NOW, maintenance: true },
    { ...open, id: 3 },
    { ...open, id: 4, severity: 'high', opened: 1, acknowledged: { by: 'ana', at: NOW, note: null } },
  ];
  assert.deepEqual(worstFirst(incidents).map(({ id }) => id), [4, 3, 1, 2]);
});

test('an open incident lasts to the end of the window, a closed one to its own', () => {
  const window = { from: NOW - 10 * MINUTE, to: NOW };
  assert.deepEqual(within(open, window), window);
  const closed = { ...open, closed: NOW - 5 * MINUTE };
  assert.deepEqual(within(closed, window), { from: window.from, to: closed.closed });
  assert.equal(within({ ...open, closed: NOW - 15 * MINUTE }, window), null);
  assert.equal(within({ ...open, opened: NOW + 1 }, window), null);
});

test('what goes on now is shown up to now, with the time before it', () => {
  assert.deepEqual(around(open, NOW), { from: NOW - 25 * MINUTE, to: NOW, live: true });
});

test('what is long ago is shown where it was, open or closed', () => {
  const old = { ...open, opened: 0, last: { ts: 40 * MINUTE } };
  assert.deepEqual(around(old, NOW), { from: -10 * MINUTE, to: 50 * MINUTE, live: false });
  const closed = { ...old, state: 'closed', closed: 60 * MINUTE };
  assert.deepEqual(around(closed, NOW), { from: -15 * MINUTE, to: 75 * MINUTE, live: false });
});

test('the readings of an open incident are at least so many', () => {
  assert.deepEqual([readings({ ...open, anomalies: 1_200 }), readings({ state: 'closed', anomalies: 3 })], ['1,200+', '3']);
});

test('a silence says when the sensor was last seen, unless something else was wrong before', () => {
  const silence = { sensor: 'a', reason: 'silence', opened: 1, anomalies: 0 };
  const found = silences([silence, { ...silence, sensor: 'b', anomalies: 3 }, { ...silence, sensor: 'c', reason: 'value' }]);
  assert.deepEqual([...found], [['a', 1], ['b', null]]);
});
