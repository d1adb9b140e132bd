import './browser.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration, number, tick, whole } from './format.js';

test('a number has five digits, or all before the point', () => {
  assert.equal(number(21.123456), '21.123');
  assert.equal(number(1_234_567), '1,234,567');
  assert.equal(number(0), '0');
  assert.equal(number(-0.000123456), '-0.00012346');
});

test('a very large or small number is written with an exponent', () => {
  assert.equal(number(1e15), '1E15');
  assert.equal(number(1e-9), '1E-9');
});

test('what is no number is a dash', () => {
  for (const nothing of [null, undefined, NaN]) {
    assert.equal(number(nothing), '–');
  }
  assert.equal(whole(null), '–');
  assert.equal(whole(12345), '12,345');
});

test('a duration has the largest unit that fits', () => {
  assert.equal(duration(30_000), '30 s');
  assert.equal(duration(90_000), '1.5 min');
  assert.equal(duration(7_200_000), '2 h');
  assert.equal(duration(259_200_000), '3 d');
});

test('an axis names what changes along it: seconds, days, months', () => {
  const noon = new Date(2026, 10, 28, 12, 30, 15).getTime();
  const day = 86_400_000;
  assert.match(tick(noon, 60_000), /^12:30:15$/);
  assert.match(tick(noon, day / 2), /^12:30$/);
  assert.equal(tick(noon, day), '12:30');
  assert.match(tick(new Date(2026, 10, 28).getTime(), day), /28/);
  assert.match(tick(noon, 10 * day), /28/);
  assert.match(tick(noon, 400 * day), /2026/);
});
