// Sends a value by the classic calls and says what came back.

import { call } from './api.js';
import { byId } from './dom.js';
import { number } from './format.js';
import { t } from './language.js';

export class SendForm {
  /** @param sent called with the sensor of a value that was taken */
  constructor(sent) {
    this.sent = sent;
    this.form = byId('send');
    this.answer = byId('answer');
    this.whole = byId('whole-answer');
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send(event.submitter?.value ?? 'nuevo');
    });
  }

  async #send(path) {
    const fields = new FormData(this.form);
    const body = new URLSearchParams({ dato: String(fields.get('dato')).trim().replace(',', '.') });
    const sensor = String(fields.get('sensor')).trim() || 'default';
    body.set('sensor', sensor);
    try {
      const response = await call(`/${path}`, { method: 'POST', body });
      const answer = await response.json();
      this.#say(sentence(path, response.status, answer), answer.anomalia ? 'anomaly' : 'scored', answer);
      this.sent(sensor);
    } catch (failed) {
      this.#say(failed.message, 'anomaly', null);
    }
  }

  #say(text, state, answer) {
    this.answer.textContent = text;
    this.answer.dataset.state = state;
    this.answer.hidden = false;
    this.whole.hidden = answer === null;
    byId('answer-json').textContent = answer === null ? '' : JSON.stringify(answer, null, 2);
  }
}

function sentence(path, status, answer) {
  const value = number(answer.dato);
  if (path === 'nuevo') {
    return t('stored', { value, sensor: answer.sensor });
  }
  if (status === 202) {
    return t('pendingVerdict');
  }
  if (answer.estado === 'warming_up') {
    return t('judgedWaiting', { value, n: answer.faltan });
  }
  if (answer.prediccion === null || answer.prediccion === undefined) {
    return t('judgedNone', { value, status: t(answer.estado) });
  }
  return t(answer.anomalia ? 'judgedAnomaly' : 'judgedNormal', {
    value,
    prediction: number(answer.prediccion),
    error: number(answer.error, 3),
    threshold: number(answer.umbral, 3),
  });
}
