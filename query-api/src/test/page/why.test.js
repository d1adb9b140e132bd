import './browser.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { why, whyIncident } from './why.js';

const anomaly = { value: 95, prediction: 72.8, lower: 66.2, upper: 79.4, direction: 'above', reason: 'value' };

test('a rare value is told with the band that it is outside of', () => {
  assert.equal(why(anomaly), '95 is far above 66.2 to 79.4, which is usual here');
  assert.equal(why({ ...anomaly, value: 80 }, '°C'), '80\u00a0°C is above 66.2 to 79.4, which is usual here');
  assert.equal(why({ ...anomaly, value: 40 }), '40 is far below 66.2 to 79.4, which is usual here');
});

test('a rare value inside the band, or without one, is told without it', () => {
  assert.equal(why({ ...anomaly, value: 70 }), '70 is rare for this sensor');
  assert.equal(why({ ...anomaly, lower: null, upper: null }), '95 is rare for this sensor');
});

test('a band that is open on one side is told by its bound', () => {
  assert.equal(why({ ...anomaly, lower: null }), '95 is above 79.4, up to which values are usual here');
  assert.equal(why({ ...anomaly, value: 60, upper: null }), '60 is below 66.2, up to which values are usual here');
});

test('an incident is told by its peak, and of an earlier version as unusual', () => {
  const peak = { ts: 1, value: 95, lower: 66.2, upper: 79.4, prediction: 72.8 };
  assert.equal(whyIncident({ reason: 'value', peak }, 'bar'), '95\u00a0bar is far above 66.2 to 79.4, which is usual here');
  assert.equal(whyIncident({ reason: null, peak }, ''), '95 is unusual');
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
