import { answers, asked, jsonAnswer } from './browser.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { changed, matches, merged, ofPattern, replace, texts } from './settings.js';

const SETTINGS = { unit: 'bar', limits: { high: 8 }, coolDown: 'PT2M', muted: false };

let sent;

beforeEach(() => {
  answers.length = 0;
  asked.length = 0;
  sent = null;
});

function records(answer) {
  return (path, { method, headers, body }) => {
    sent = { path, method, body, match: headers['If-Match'], none: headers['If-None-Match'] };
    return answer();
  };
}

function edited(changes) {
  const before = texts(SETTINGS);
  return merged(SETTINGS, before, { ...before, ...changes });
}

test('what is not set is an empty text', () => {
  const { unit, low, high, muted, name } = texts(SETTINGS);
  assert.deepEqual([unit, low, high, muted, name], ['bar', '', '8', 'false', '']);
});

test('only what was edited changes, and what is emptied is not set any more', () => {
  assert.deepEqual(edited({}), SETTINGS);
  assert.deepEqual(edited({ unit: ' ', high: '', muted: '' }), { coolDown: 'PT2M' });
  assert.deepEqual(edited({ low: '0,5', name: ' Boiler ', muted: 'true', silentAfter: '7' }), {
    unit: 'bar', limits: { low: 0.5, high: 8 }, coolDown: 'PT2M', muted: true, name: 'Boiler', silentAfter: '7',
  });
});

test('what is not a number is left to the server', () => {
  assert.equal(edited({ minDeviation: '1.000,5' }).minDeviation, '1.000,5');
});

test('a pattern without settings is no failure', async () => {
  answers.push(jsonAnswer({ detail: 'none' }, 404), jsonAnswer({ detail: 'away' }, 503));
  assert.deepEqual(await ofPattern('a*'), { settings: {}, etag: null });
  await assert.rejects(ofPattern('a*'), { status: 503, message: 'away' });
});

test('settings replace those that were read, and are waited for', async () => {
  answers.push(
    records(jsonAnswer({ etag: 'two' })),
    jsonAnswer({ settings: {}, etag: 'one' }),
    jsonAnswer({ settings: {}, etag: 'two' }),
  );
  assert.equal(await replace('a*', 'one', { unit: 'bar' }), true);
  assert.deepEqual(sent, { path: '/api/v1/settings/a*', method: 'PUT', body: '{"unit":"bar"}', match: '"one"', none: undefined });
  assert.equal(asked.length, 3);
});

test('the first settings of a pattern replace none, and the same ones are not waited for', async () => {
  answers.push(records(jsonAnswer({ etag: 'one' }, 201)), jsonAnswer({ settings: {}, etag: 'one' }));
  await replace('a', null, { unit: 'bar' });
  assert.deepEqual([sent.match, sent.none], [undefined, '*']);
  answers.push(records(jsonAnswer({ etag: 'one' })));
  await replace('a', 'one', { unit: 'bar' });
  assert.equal(sent.match, '"one"');
});

test('when nothing is left the settings are removed', async () => {
  answers.push(records(jsonAnswer({ etag: 'one' })), jsonAnswer({}, 404));
  await replace('a', 'one', {});
  assert.deepEqual([sent.method, sent.match], ['DELETE', '"one"']);
  await replace('a', null, {});
  assert.equal(asked.length, 2);
});

test('a refusal names the field, what was received and what is valid', async () => {
  answers.push(jsonAnswer({ detail: 'wrong', field: 'sensitivity', received: '9', allowed: '0.25 to 4' }, 400));
  await assert.rejects(replace('a', null, { sensitivity: 9 }), ({ status, problem }) => (
    status === 400 && problem.field === 'sensitivity' && problem.received === '9' && problem.allowed === '0.25 to 4'));
});

test('settings that were removed have changed', async () => {
  answers.push(jsonAnswer({}, 404));
  assert.equal(await changed('a', 'one'), true);
});

test('a star stands for any characters, and nothing else does', () => {
  assert.deepEqual(['*', 'a.b-*', 'a*7', 'a.b-7'].map((pattern) => matches(pattern, 'a.b-7')), [true, true, true, true]);
  assert.deepEqual(['a', 'b*', 'a.b-7*x', '.....'].map((pattern) => matches(pattern, 'a.b-7')), [false, false, false, false]);
});
