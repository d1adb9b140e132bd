import { answers, asked, jsonAnswer } from './browser.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Actions, snoozes } from './actions.js';
import { Incidents } from './incidents.js';

const one = {
  id: 'a~1', sensor: 'a', number: 1, state: 'open', severity: 'low', opened: 1_000, closed: null, last: { ts: 1_000 },
  acknowledged: null, snoozedUntil: null, maintenance: false, operator: null,
};
const none = { items: [], next: null };

let incidents;
let actions;
let states;

beforeEach(async () => {
  answers.length = 0;
  incidents = new Incidents();
  actions = new Actions(incidents);
  states = [];
  actions.onChange((incident, attempt) => states.push(attempt.state));
  answers.push(page(one), jsonAnswer(none));
  await incidents.load();
  asked.length = 0;
});

function page(...items) {
  return jsonAnswer({ items, next: null });
}

test('an action is sent, and its incident is read until the change is there', async () => {
  let sent;
  const acknowledged = { ...one, number: 3, acknowledged: { by: 'ana', at: 2_000, note: null } };
  answers.push(
    (path, options) => {
      sent = { path, method: options.method, body: options.body };
      return jsonAnswer({}, 202)();
    },
    page(one),
    page({ ...one, number: 2 }),
    page(acknowledged),
  );
  await actions.take(one, 'acknowledge', { by: 'ana', note: '' });
  assert.deepEqual(sent, { path: '/api/v1/incidents/a~1/acknowledge', method: 'POST', body: '{"by":"ana"}' });
  assert.deepEqual(states, ['sending', 'waiting', 'seen']);
  assert.deepEqual([incidents.open, actions.of('a~1')], [[acknowledged], null]);
  assert.equal(asked.length, 4);
});

test('a snooze is seen by its end', async () => {
  answers.push(jsonAnswer({}, 202), page({ ...one, snoozedUntil: 5_000 }));
  await actions.take({ ...one, snoozedUntil: 4_000 }, 'snooze', { by: '', note: 'noise', until: 5_000 });
  assert.deepEqual(states, ['sending', 'waiting', 'seen']);
});

test('one that is closed is seen when it is not open any more', async () => {
  answers.push(jsonAnswer({}, 202), page({ ...one, number: 2 }), jsonAnswer(none), page({ ...one, number: 3, state: 'closed', closed: 3_000 }));
  await actions.take(one, 'close', { by: '', note: '' });
  assert.deepEqual([states.at(-1), incidents.open], ['seen', []]);
});

test('a refusal says why, and keeps what was typed until the incident is over', async () => {
  answers.push(jsonAnswer({ detail: 'the key lacks the role operate' }, 403));
  await actions.take(one, 'adopt', { by: 'ana', note: 'new belt' });
  const { state, why, note } = actions.of('a~1');
  assert.deepEqual([state, why, note], ['failed', 'the key lacks the role operate', 'new belt']);
  answers.push(page(one));
  await incidents.load();
  assert.notEqual(actions.of('a~1'), null);
  answers.push(jsonAnswer(none), jsonAnswer(none));
  await incidents.load();
  assert.equal(actions.of('a~1'), null);
});

test('incidents that can not be read show nothing as done', async () => {
  answers.push(jsonAnswer({}, 202), jsonAnswer({ detail: 'away' }, 503), jsonAnswer(none), jsonAnswer(none));
  await actions.take(one, 'close', { by: '', note: '' });
  assert.deepEqual([states, asked.length], [['sending', 'waiting', 'seen'], 4]);
});

test('a snooze ends in an hour, in eight, or tomorrow at eight', () => {
  const now = new Date(2026, 0, 31, 22, 30).getTime();
  const ends = snoozes(now).map(({ until }) => until);
  assert.deepEqual(ends, [now + 3_600_000, now + 28_800_000, new Date(2026, 1, 1, 8).getTime()]);
});
