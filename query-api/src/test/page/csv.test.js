import './browser.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csv } from './csv.js';

test('cells are quoted where they must be', () => {
  assert.equal(csv([['a', 1.5, null], ['x,y', 'say "no"', 'two\nlines']]), 'a,1.5,\r\n"x,y","say ""no""","two\nlines"\r\n');
});

test('a text is never a formula, a negative number stays one', () => {
  assert.equal(csv([['=1+1', '-x', -3]]), "'=1+1,'-x,-3\r\n");
});
