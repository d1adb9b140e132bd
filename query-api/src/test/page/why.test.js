import './browser.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { why } from './why.js';

const anomaly = { value: 95, prediction: 72.8, lower: 66.2, upper: 79.4, direction: 'above', reason: 'value' };

test('a rare value is told with the band that it is outside of', () => {
  assert.equal(why(anomaly), '95 is above 66.2 to 79.4, which is usual here');
});

test('a rare value inside the band, or without one, is told without it', () => {
  assert.equal(why({ ...anomaly, value: 70 }), '70 is rare for this sensor');
  assert.equal(why({ ...anomaly, lower: null }), '95 is rare for this sensor');
});

test('each reason is a sentence', () => {
  const sentences = ['error', 'level', 'season', 'stuck', 'limit'].map((reason) => why({ ...anomaly, reason }));
  assert.deepEqual(sentences, [
    '95 was not expected, 72.8 was',
    'the mean of the last values has moved',
    '95 is unusual at this time',
    'it does not move as it usually does',
    '95 is outside the limits that were set',
  ]);
});

test('what is not an anomaly, or was scored by an earlier version, has no reason', () => {
  assert.equal(why({ ...anomaly, reason: null }), '');
  assert.equal(why({ value: 95 }), '');
});
