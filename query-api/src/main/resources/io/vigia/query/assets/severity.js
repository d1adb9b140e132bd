// How bad something is: a word and a shape, since not everybody sees the colours.

import { h } from './dom.js';
import { t } from './language.js';

const SHAPES = { critical: '▲', high: '◆', medium: '■', low: '●' };

/** A badge; empty without a severity. */
export function severityBadge(severity) {
  return severity ? h('span', { class: 'severity', 'data-severity': severity }, shape(severity), t(severity)) : null;
}

/** The shape alone, with its word for screen readers and on hovering. */
export function severityMark(severity, label) {
  return h('span', { class: 'mark', 'data-severity': severity, role: 'img', 'aria-label': label, title: label }, SHAPES[severity]);
}

function shape(severity) {
  return h('span', { 'aria-hidden': 'true', class: 'shape' }, SHAPES[severity]);
}
