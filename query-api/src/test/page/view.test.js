import { go } from './browser.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOST_SENSORS, View } from './view.js';

const MINUTE = 60_000;

function near(actual, expected) {
  assert.ok(Math.abs(actual - expected) < MINUTE, `${actual} is not near ${expected}`);
}

test('the address says what is looked at', () => {
  go('/?sensor=a&sensor=b&sensor=a&range=1h');
  const view = new View();
  assert.deepEqual(view.sensors, ['a', 'b']);
  assert.equal(view.range, '1h');
  assert.equal(view.live, true);
});

test('an address with nonsense shows the usual range', () => {
  for (const url of ['/?range=century', '/?from=x&to=y', '/?from=20&to=10', '/?from=-5&to=10']) {
    go(url);
    assert.equal(new View().range, '15m', url);
  }
});

test('a live range ends now', () => {
  go('/?range=1h');
  const { from, to } = new View().window({ oldest: null, newest: null });
  near(to, Date.now());
  assert.equal(to - from, 60 * MINUTE);
});

test('old data are shown where they are', () => {
  go('/?range=1h');
  assert.deepEqual(new View().window({ oldest: 0, newest: 1_400_000_000_000 }), {
    from: 1_400_000_000_000 - 60 * MINUTE, to: 1_400_000_000_000,
  });
});

test('where nobody chose a range, the newest of the old data fill the chart', () => {
  const bounds = { oldest: 0, newest: 1_400_000_000_000, since: 1_300_000_000_000 };
  go('/');
  assert.deepEqual(new View().window(bounds), { from: bounds.since, to: bounds.newest });
  go('/?range=1h');
  assert.equal(new View().window(bounds).from, bounds.newest - 60 * MINUTE);
});

test('a fixed window is in the address, at least a second long, and not before 1970', () => {
  go('/');
  const view = new View();
  view.fix(-500, -400);
  assert.equal(view.live, false);
  assert.deepEqual(view.window({}), { from: 0, to: 1_000 });
  assert.equal(location.search, '?from=0&to=1000');
  assert.deepEqual(new View().window({}), { from: 0, to: 1_000 });
});

test('moving and zooming keep the middle', () => {
  go('/');
  const view = new View();
  view.fix(10_000, 20_000);
  view.move({}, 0, 2);
  assert.deepEqual(view.window({}), { from: 5_000, to: 25_000 });
  view.move({}, 0.5, 1);
  assert.deepEqual(view.window({}), { from: 15_000, to: 35_000 });
});

test('listeners hear of other sensors and of another window', () => {
  go('/');
  const view = new View();
  const heard = [];
  view.onChange((sensorsChanged) => heard.push(sensorsChanged));
  view.show(Array.from({ length: MOST_SENSORS + 5 }, (_, i) => `s${i}`));
  view.follow('24h');
  assert.deepEqual(heard, [true, false]);
  assert.equal(view.sensors.length, MOST_SENSORS);
});

test('sensors that nobody chose are not in the address, and come back with it', () => {
  go('/');
  const view = new View();
  view.suggest(['a', 'b']);
  assert.deepEqual([view.sensors, location.search], [['a', 'b'], '']);
  view.show(['a']);
  assert.equal(location.search, '?sensor=a');
});

test('a look at one sensor is one step to a fixed window, or to a range that ends now', () => {
  go('/?sensor=a');
  const view = new View();
  view.look('b', { from: 1_000, to: 61_000, live: false });
  assert.equal(location.search, '?sensor=b&from=1000&to=61000');
  view.look('c', { from: 0, to: 20 * MINUTE, live: true });
  assert.equal(location.search, '?sensor=c&range=1h');
  view.look('c', { from: 0, to: 30 * 24 * 60 * MINUTE, live: true });
  assert.equal(view.live, false);
});
