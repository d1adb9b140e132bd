// The dialog in which somebody acknowledges, snoozes, closes or adopts an incident.

import { BY, snoozes } from './actions.js';
import { byId, focusAfter, h } from './dom.js';
import { shortMoment } from './format.js';
import { onLanguage, t } from './language.js';
import { nameOf, unitOf } from './names.js';
import { progress } from './response.js';
import { whyIncident } from './why.js';

/** @returns a function that opens the dialog for an incident and an action */
export function respondDialog(actions) {
  const dialog = byId('respond');
  const form = byId('respond-form');
  const { by, note } = form.elements;
  let asked = null;

  byId('respond-cancel').addEventListener('click', () => dialog.close());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { incident, action } = asked;
    const until = action === 'snooze' ? Number(new FormData(form).get('until')) : null;
    localStorage.setItem(BY, by.value.trim());
    dialog.close();
    actions.take(incident, action, { by: by.value.trim(), note: note.value.trim(), until });
  });
  // The button that opened it may have been made anew since, by a change of its incident.
  dialog.addEventListener('close', () => {
    focusAfter(dialog, `${asked.incident.id}/${asked.action}`);
  });
  onLanguage(() => asked && say());
  actions.onChange((incident, attempt) => {
    byId('said').textContent = `${nameOf(incident.sensor)}: ${progress(attempt)}`;
  });

  function say() {
    const { incident, action } = asked;
    byId('respond-title').textContent = t(`${action}Title`);
    byId('respond-of').textContent = `${nameOf(incident.sensor)}: ${whyIncident(incident, unitOf(incident.sensor))}`;
    byId('respond-hint').textContent = t(`${action}Hint`);
    byId('respond-do').textContent = t(`${action}Do`);
    byId('respond-until').hidden = action !== 'snooze';
    byId('respond-choices').replaceChildren(...(action === 'snooze' ? snoozes().map(choice) : []));
  }

  return (incident, action) => {
    const last = actions.of(incident.id);
    asked = { incident, action };
    by.value = localStorage.getItem(BY) ?? '';
    note.value = last?.note ?? '';
    say();
    dialog.showModal();
    (by.value ? note : by).focus();
  };
}

function choice({ name, until }, index) {
  const words = name === 'snoozeTomorrow' ? t(name) : `${t(name)} (${shortMoment(until)})`;
  return h('label', {}, h('input', { type: 'radio', name: 'until', value: until, checked: index === 0 }), h('span', {}, words));
}
