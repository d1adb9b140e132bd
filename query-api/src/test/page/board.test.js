import './browser.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fit, isWrong, onlySilent, tiles } from './board.js';

const one = { sensor: 'a', reason: 'value', severity: 'low', opened: 1_000, anomalies: 1 };

test('open incidents come first by severity, then silent sensors, then others by id', () => {
  const silent = { ...one, sensor: 's', reason: 'silence', severity: 'critical', anomalies: 0 };
  const critical = { ...one, sensor: 'z', severity: 'critical' };
  const all = tiles(['c', 'b', 's', 'z'], [one, silent, critical]);
  assert.deepEqual(all.map(({ sensor }) => sensor), ['z', 'a', 's', 'b', 'c']);
  assert.deepEqual(all.filter(isWrong).map(({ incident }) => incident), [critical, one]);
  assert.deepEqual(all.filter(onlySilent), [{ sensor: 's', incident: silent, silent: true, lastSeen: 1_000 }]);
  assert.deepEqual(all.at(-1), { sensor: 'c', incident: null, silent: false, lastSeen: null });
});

test('of equally bad ones those that nobody takes care of come first', () => {
  const known = { ...one, acknowledged: { by: 'ana', at: 2_000, note: null } };
  assert.deepEqual(tiles([], [known, { ...one, sensor: 'b' }]).map(({ sensor }) => sensor), ['b', 'a']);
});

test('a sensor that was wrong before it fell silent counts as wrong, and has one tile with its worst incident', () => {
  const fell = { ...one, reason: 'silence', severity: 'high', anomalies: 3 };
  const [tile, ...more] = tiles(['a'], [one, fell]);
  assert.deepEqual([tile.incident, tile.silent, isWrong(tile), more], [fell, true, true, []]);
});

test('tiles are as large as all of them fit, and no smaller than legible', () => {
  assert.deepEqual(fit(2, 1_900, 980), { text: 44, columns: 2, shown: 2 });
  const thirty = fit(30, 1_900, 980);
  assert.equal(thirty.shown, 30);
  assert.ok(thirty.text >= 20 && thirty.text < 44);
  assert.deepEqual(fit(1_000, 1_900, 980), { text: 20, columns: 6, shown: 30 });
  assert.equal(fit(1_000, 3_820, 2_060).shown, 60);
  assert.deepEqual(fit(0, 1_900, 980), { text: 44, columns: 1, shown: 0 });
});

test('a phone scrolls', () => {
  assert.deepEqual(fit(100, 370, 600), { text: 16, columns: 1, shown: 60 });
});
