import { answers, asked, jsonAnswer } from './browser.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Incidents, MOST_OPEN } from './incidents.js';

const one = {
  id: 'a~1', sensor: 'a', number: 1, state: 'open', severity: 'low', opened: 1_000, closed: null, last: { ts: 1_000 },
};
const none = { items: [], next: null };

beforeEach(() => {
  answers.length = 0;
  asked.length = 0;
});

function page(...items) {
  return jsonAnswer({ items, next: null });
}

async function loaded(...open) {
  const incidents = new Incidents();
  answers.push(page(...open), jsonAnswer(none));
  await incidents.load();
  return incidents;
}

test('the open ones are read, the worst first, and those of the first time are not new', async () => {
  const opened = [];
  const incidents = new Incidents();
  incidents.onChange((fresh) => opened.push(...fresh));
  const worse = { ...one, id: 'b~1', severity: 'critical', opened: 500 };
  answers.push(page(one, worse), jsonAnswer(none));
  await incidents.load();
  assert.deepEqual([incidents.open, incidents.more, opened], [[worse, one], false, []]);
  const fresh = { ...one, id: 'c~1' };
  answers.push(page(fresh, one, worse));
  await incidents.load();
  assert.deepEqual(opened, [fresh]);
});

test('one that is no longer open is read as a closed one', async () => {
  const incidents = await loaded(one);
  const closed = { ...one, number: 2, state: 'closed', closed: 2_000 };
  answers.push(jsonAnswer(none), page(closed));
  await incidents.load();
  assert.deepEqual([incidents.open, incidents.closed, incidents.of('a')], [[], [closed], [closed]]);
});

test('a failure is told, and what was known is kept', async () => {
  const incidents = await loaded(one);
  answers.push(jsonAnswer({ detail: 'away' }, 503));
  await incidents.load();
  assert.equal(incidents.failure.message, 'away');
  assert.deepEqual(incidents.open, [one]);
});

test('of too many the worst are kept', async () => {
  const many = Array.from({ length: MOST_OPEN }, (_, i) => ({ ...one, id: `m~${i}` }));
  const worst = { ...one, id: 'w~1', severity: 'critical', opened: 1 };
  const incidents = new Incidents();
  answers.push(jsonAnswer({ items: many, next: 'c' }), page(worst), page(worst), page(worst), jsonAnswer(none));
  await incidents.load();
  assert.equal(incidents.open.length, MOST_OPEN);
  assert.deepEqual([incidents.open[0], incidents.more], [worst, true]);
  assert.match(asked[3], /state=open&severity=critical/);
});

test('older closed ones are added behind', async () => {
  const closed = (i) => ({ ...one, id: `a~${i}`, state: 'closed', opened: i, closed: i + 1 });
  const incidents = new Incidents();
  answers.push(jsonAnswer(none), jsonAnswer({ items: [closed(9)], next: 'older' }));
  await incidents.load();
  assert.equal(incidents.older, true);
  answers.push(page(closed(5)));
  await incidents.loadOlder();
  assert.match(asked.at(-1), /cursor=older/);
  assert.deepEqual([incidents.closed, incidents.older], [[closed(9), closed(5)], false]);
});

test('those of a charted sensor are read once, each as of its latest change', async () => {
  const incidents = await loaded({ ...one, number: 3 });
  const past = { ...one, id: 'a~0', state: 'closed', opened: 1, closed: 2 };
  answers.push(page({ ...one, number: 2 }, past));
  await incidents.follow(['a']);
  await incidents.follow(['a']);
  assert.deepEqual(new Set(incidents.of('a')), new Set([{ ...one, number: 3 }, past]));
  assert.equal(asked.filter((path) => path.includes('sensor=a')).length, 1);
});
