import { answers, asked, jsonAnswer } from './browser.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Series } from './series.js';

const page = (items, next = null) => jsonAnswer({ items, next });
const score = (ts, value, anomaly = false) => ({ ts, value, anomaly });

beforeEach(() => {
  answers.length = 0;
  asked.length = 0;
});

test('few readings are shown as they are', async () => {
  const series = new Series('a b');
  answers.push(page([score(1, 10), score(2, 11)]));
  assert.equal(await series.load(0, 100, 50), true);
  assert.deepEqual(series.points.map((point) => point.ts), [1, 2]);
  assert.equal(series.width, 0);
  assert.ok(asked[0].startsWith('/api/v1/sensors/a%20b/readings?'), asked[0]);
});

test('many readings are summed up, with their extremes', async () => {
  const series = new Series('s');
  answers.push(page([], 'more'), page([score(0, 5, true)]), page([score(0, 1)]), page([score(0, 9)]));
  await series.load(0, 100_000, 50);
  assert.equal(series.width, 2_000);
  assert.deepEqual(series.points, [{ ts: 0, value: 5, min: 1, max: 9, anomaly: true }]);
  series.take(score(1_500, 20));
  assert.deepEqual(series.points, [{ ts: 0, value: 5, min: 1, max: 20, anomaly: true }]);
  series.take(score(2_500, 3));
  assert.deepEqual(series.points.at(-1), { ts: 2_000, value: 3, min: 3, max: 3, anomaly: false });
});

test('a score that comes while readings are loaded is not lost', async () => {
  const series = new Series('s');
  answers.push(async () => {
    series.take(score(3, 12));
    return page([score(1, 10)])();
  });
  await series.load(0, 100, 50);
  assert.deepEqual(series.points.map((point) => point.ts), [1, 3]);
  assert.equal(series.newest, 3);
});

test('an older load does not overwrite a newer one', async () => {
  const series = new Series('s');
  let finish;
  answers.push(() => new Promise((done) => { finish = () => done(page([score(1, 1)])()); }), page([score(2, 2)]));
  const older = series.load(0, 100, 50);
  const newer = series.load(0, 200, 50);
  assert.equal(await newer, true);
  finish();
  assert.equal(await older, false);
  assert.deepEqual(series.points.map((point) => point.ts), [2]);
});

test('a sensor that nobody knows has no readings', async () => {
  const series = new Series('s');
  answers.push(jsonAnswer({ detail: 'not found' }, 404), jsonAnswer({ detail: 'not found' }, 404));
  assert.deepEqual(await series.bounds(), { oldest: null, newest: null, since: null });
});

test('another failure is not taken for an empty answer', async () => {
  const series = new Series('s');
  answers.push(jsonAnswer({ detail: 'the store is unavailable' }, 503));
  await assert.rejects(series.load(0, 100, 50), { status: 503, message: 'the store is unavailable' });
});
