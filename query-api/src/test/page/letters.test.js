import './browser.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correctable, corrected } from './letters.js';

test('a correction that names no sensor is of the sensor of the letter', () => {
  assert.equal(corrected('{"value":21.5}', 'oven'), '{"value":21.5,"sensor":"oven"}');
  assert.equal(corrected('{"value": 21.5, "sensor": "other"}', 'oven'), '{"value": 21.5, "sensor": "other"}');
  assert.equal(corrected('{"value": 21.5}', null), '{"value": 21.5}');
  for (const text of ['21,5', '[{"value":1}]', 'null', '7']) {
    assert.equal(corrected(text, 'oven'), text);
  }
});

test('only readings that are texts can be corrected', () => {
  assert.equal(correctable({ letter: 'readings-3-17', text: '21,5 °C' }), true);
  assert.equal(correctable({ letter: 'readings-3-17', text: '' }), true);
  assert.equal(correctable({ letter: 'readings-3-17', text: '0x1b61' }), false);
  assert.equal(correctable({ letter: 'readings-3-17', text: null }), false);
  assert.equal(correctable({ letter: 'scores-3-17', text: '{}' }), false);
});
