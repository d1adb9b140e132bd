import './browser.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ending, handling, progress } from './response.js';

const TODAY = new Date();
TODAY.setHours(10, 4, 0, 0);
const AT = TODAY.getTime();
const idle = { acknowledged: null, snoozedUntil: null, maintenance: false };

test('what people have done is told in words', () => {
  const incident = { acknowledged: { by: 'ana', at: AT, note: 'pump ordered' }, snoozedUntil: AT + 60_000, maintenance: true };
  assert.deepEqual(handling(incident, AT), ['acknowledged by ana, 10:04: pump ordered', 'snoozed until 10:05', 'planned work']);
  assert.deepEqual(handling(idle, AT), []);
});

test('a snooze that has ended is not told, and one of another day has its day', () => {
  assert.deepEqual(handling({ ...idle, snoozedUntil: AT }, AT), []);
  const [words] = handling({ ...idle, snoozedUntil: new Date(2001, 0, 2, 8).getTime() }, 0);
  assert.match(words, /^snoozed until .*2001.* 08:00$/);
});

test('a closed incident says who closed it, if a person did', () => {
  assert.equal(ending({ closedBy: 'recovered', operator: null }), 'recovered');
  assert.equal(ending({ closedBy: 'operator', operator: { by: 'ana', at: AT, note: null } }), 'closed by hand, by ana, 10:04');
});

test('an attempt says what became of it', () => {
  assert.equal(progress(null), '');
  assert.equal(progress({ action: 'close', state: 'failed', why: 'away' }), 'Close: not done. away');
});
