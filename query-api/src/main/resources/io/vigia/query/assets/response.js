// What people have done about an incident, in words, and the buttons for an open one.

import { serverNow } from './api.js';
import { h } from './dom.js';
import { thumbs } from './feedback.js';
import { shortMoment } from './format.js';
import { t } from './language.js';
import { nameOf } from './names.js';

export const ACTIONS = ['acknowledge', 'snooze', 'close', 'adopt'];

/** «acknowledged by ana, 10:04», «snoozed until 11:00», «planned work»: as many as apply. */
export function handling(incident, now = serverNow()) {
  const words = [];
  if (incident.acknowledged) {
    words.push(signed('acknowledgedBy', incident.acknowledged));
  }
  if (incident.snoozedUntil > now) {
    words.push(t('snoozedUntil', { time: shortMoment(incident.snoozedUntil) }));
  }
  if (incident.maintenance) {
    words.push(t('plannedWork'));
  }
  return words;
}

/** How an incident ended, and who ended it. */
export function ending(incident) {
  const how = t(`closedBy_${incident.closedBy}`);
  return incident.operator ? signed('endedBy', incident.operator, { how }) : how;
}

/** What becomes of the last attempt to do something; empty without one. */
export function progress(attempt) {
  return attempt ? t(`attempt_${attempt.state}`, { action: t(attempt.action), why: attempt.why ?? '' }) : '';
}

/**
 * All of it as elements, in one line where there is room.
 *
 * @param attempt as Actions.of tells it
 * @param act called with the incident and the name of an action
 */
export function response(incident, attempt, act) {
  const underWay = attempt !== null && attempt.state !== 'failed' && attempt.state !== 'late';
  const possible = ACTIONS.filter((action) => action !== 'acknowledge' || !incident.acknowledged);
  return h(
    'div',
    // What takes the focus when its buttons are gone.
    { class: 'response', 'data-id': incident.id, tabindex: '-1' },
    handling(incident).map((words) => h('span', { class: 'handling' }, words)),
    attempt ? h('span', { class: 'progress', 'data-state': attempt.state }, progress(attempt)) : null,
    thumbs(incident.anomaly, nameOf(incident.sensor)),
    underWay ? null : h('span', { class: 'acts' }, possible.map((action) => button(incident, action, act))),
  );
}

function button(incident, action, act) {
  return h('button', {
    type: 'button',
    'data-id': `${incident.id}/${action}`,
    'aria-haspopup': 'dialog',
    'aria-label': `${t(action)}: ${nameOf(incident.sensor)}`,
    onclick: () => act(incident, action),
  }, t(action));
}

function signed(key, { by, at, note }, parameters = {}) {
  const words = t(key, { ...parameters, by, time: shortMoment(at) });
  return note ? `${words}: ${note}` : words;
}
