import { answers, asked } from './browser.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appliedTexts, backtest, questionOf } from './backtest.js';

const APPLIES = {
  direction: { value: 'both', pattern: null },
  minDeviation: { value: 0.2, pattern: 'horno-*' },
  limits: { value: { high: 99 }, pattern: 'horno-1' },
  sensitivity: { value: 1, pattern: null },
};

function events(...blocks) {
  return () => new Response(blocks.map((block) => `${block}\n\n`).join(''));
}

function ask(...blocks) {
  answers.length = 0;
  answers.push(events(...blocks));
  const seen = [];
  return backtest({}, (done, total) => seen.push([done, total])).then((result) => ({ result, seen }));
}

test('the inputs have what somebody has set, and nothing for the defaults', () => {
  assert.deepEqual(appliedTexts(APPLIES), { direction: '', minDeviation: '0.2', low: '', high: '99', sensitivity: '' });
});

test('what was changed is asked for, and what was emptied is not set', () => {
  const before = { ...appliedTexts(APPLIES), atMostPerWeek: '' };
  const question = questionOf('horno-1', 1, 2, before, { ...before, high: '', sensitivity: '0,5' });
  assert.deepEqual(question.settings, { limits: null, sensitivity: 0.5 });
  assert.deepEqual([question.sensor, question.from, question.to, question.atMostPerWeek], ['horno-1', 1, 2, null]);
  assert.equal(questionOf('s', 1, 2, before, { ...before, atMostPerWeek: ' 3 ' }).atMostPerWeek, '3');
});

test('the progress is told, and then the answer', async () => {
  const { result, seen } = await ask('event: progress\ndata: {"done":1,"total":2}', 'event: result\ndata: {"values":2}');
  assert.deepEqual(seen, [[1, 2]]);
  assert.deepEqual(result, { values: 2 });
  assert.equal(asked.at(-1), '/api/v1/backtest');
});

test('a problem among the events is a call that failed', async () => {
  await assert.rejects(ask('event: problem\ndata: {"status":400,"detail":"no such model","field":"model"}'), {
    message: 'no such model', status: 400, problem: { status: 400, detail: 'no such model', field: 'model' },
  });
});

test('an answer that ends early is a call that failed', async () => {
  await assert.rejects(ask('event: progress\ndata: {"done":1,"total":2}'), { message: 'the answer ended early' });
});
