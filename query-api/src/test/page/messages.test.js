import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from './messages.js';

const slots = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((slot) => slot[1]).sort();

test('every text is there in both languages, with the same parameters', () => {
  assert.deepEqual(Object.keys(messages.es).sort(), Object.keys(messages.en).sort());
  for (const [name, spanish] of Object.entries(messages.es)) {
    assert.deepEqual(slots(spanish), slots(messages.en[name]), name);
  }
});

test('no text is empty', () => {
  for (const texts of Object.values(messages)) {
    for (const [name, text] of Object.entries(texts)) {
      assert.notEqual(text.trim(), '', name);
    }
  }
});
