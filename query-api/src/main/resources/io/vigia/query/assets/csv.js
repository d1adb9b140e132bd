// Comma-separated values, RFC 4180, as a file that the browser saves.

import { h } from './dom.js';

const FORMULA = /^[=+@\t\r-]/;

/** @param rows each a list of cells; null is an empty one */
export function csv(rows) {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Offers a text as a file. */
export function save(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

function cell(value) {
  if (typeof value === 'number') {
    return String(value);
  }
  // A spreadsheet would take a text that begins so for a formula.
  const text = FORMULA.test(value ?? '') ? `'${value}` : value ?? '';
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
