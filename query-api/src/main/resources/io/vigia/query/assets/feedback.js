// What people have said about anomalies: whether each was a fault. One click says it, another takes it back.

import { BY, PATIENCE_MS, POLL_MS } from './actions.js';
import { call, json, query, serverNow } from './api.js';
import { byId, h, svg } from './dom.js';
import { shortMoment, whole } from './format.js';
import { current, t } from './language.js';

const MOST = 1_000;
/** Who acts without a name or a key. */
const NOBODY = 'unknown';
const MONTH_MS = 30 * 86_400_000;

let labels = new Map();
const attempts = new Map();
const listeners = new Set();

/** Is called whenever something that is said here may have changed. */
export function onFeedback(listener) {
  listeners.add(listener);
}

/** Reads what was said, of the newest anomalies. */
export async function loadFeedback() {
  try {
    const page = await json(`/api/v1/labels${query({ limit: MOST })}`);
    labels = new Map(page.items.map((label) => [label.anomaly, label]));
    tell();
  } catch {
    // It is read again soon; what is said meanwhile tells of its own failure.
  }
}

/** `true-alarm`, `false-alarm` or `expected`; null if nothing was said. */
export function verdictOf(anomaly) {
  return labels.get(anomaly)?.verdict ?? null;
}

/** What is shown of an anomaly's feedback, as a text that differs when it is to be drawn anew. */
export function feedbackKey(anomaly) {
  return anomaly ? JSON.stringify([current(), labels.get(anomaly) ?? null, attempts.get(anomaly) ?? null]) : '';
}

/** How many of the anomalies of the last thirty days were answered, and which part of them was a fault; empty without any. */
export function share() {
  const since = serverNow() - MONTH_MS;
  const answered = [...labels.values()].filter(({ ts }) => ts >= since);
  const faults = answered.filter(({ verdict }) => verdict === 'true-alarm').length;
  return answered.length === 0
    ? ''
    : t('feedbackShare', { n: whole(answered.length), faults: whole(faults), percent: whole(Math.round((100 * faults) / answered.length)) });
}

/**
 * What was said about an anomaly, and the buttons to say it; null for what has no anomaly, such as a silence.
 *
 * @param of the name of its sensor
 */
export function thumbs(anomaly, of) {
  if (!anomaly) {
    return null;
  }
  const label = labels.get(anomaly);
  const attempt = attempts.get(anomaly);
  const button = (verdict, key, words) => h('button', {
    type: 'button',
    'data-id': `${anomaly}/${key}`,
    'aria-label': `${t(key)}: ${of}`,
    title: t(key),
    // In a table a click on the row does something else.
    onclick: (event) => {
      event.stopPropagation();
      send(anomaly, verdict);
    },
  }, words);
  const said = label ? t(`said_${label.verdict}`, { by: label.by === NOBODY ? '' : `${label.by}, `, time: shortMoment(label.at) }) : null;
  const buttons = label
    ? [button(null, 'feedbackUndo', t('feedbackUndo'))]
    : [button('true-alarm', 'wasFault', thumb('')), button('false-alarm', 'falseAlarm', thumb('down'))];
  return h(
    'span',
    { class: 'thumbs', 'data-id': anomaly, tabindex: '-1' },
    said ? h('span', { class: 'handling' }, said) : null,
    attempt ? h('span', { class: 'progress', 'data-state': attempt.state }, attempt.words) : null,
    attempt && attempt.state !== 'failed' ? null : buttons,
  );
}

function thumb(direction) {
  return svg(
    'svg',
    { class: `thumb ${direction}`, viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    svg('path', { d: 'M2 10h4v11H2zM8 21V10l4-8q3 0 2.4 3.2L13.7 9H20q2.2 0 1.8 2.2l-1.5 8Q20 21 18 21z' }),
  );
}

async function send(anomaly, verdict) {
  const before = labels.get(anomaly);
  attempt(anomaly, 'sending', t('feedbackSending'));
  const path = `/api/v1/anomalies/${encodeURIComponent(anomaly)}/feedback`;
  try {
    const by = localStorage.getItem(BY) || undefined;
    await call(path, verdict === null
      ? { method: 'DELETE' }
      : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ verdict, by }) });
  } catch (failed) {
    attempt(anomaly, 'failed', t('feedbackFailed', { why: failed.message }));
    return;
  }
  const end = Date.now() + PATIENCE_MS;
  while (labels.get(anomaly)?.at === before?.at && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    await loadFeedback();
  }
  if (labels.get(anomaly)?.at === before?.at) {
    attempt(anomaly, 'failed', t('feedbackLate'));
    return;
  }
  attempts.delete(anomaly);
  byId('said').textContent = t(verdict === null ? 'feedbackUndone' : 'feedbackDone');
  tell();
}

function attempt(anomaly, state, words) {
  attempts.set(anomaly, { state, words });
  tell();
}

function tell() {
  listeners.forEach((listener) => listener());
}
