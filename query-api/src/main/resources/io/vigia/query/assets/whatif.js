// The panel in a sensor's card that shows what would have been said of its values under other settings, and applies these.

import { JUDGED, appliedTexts, backtest, localText, questionOf } from './backtest.js';
import { byId, say } from './dom.js';
import { field, fields, forgive, origin, wrong } from './fields.js';
import { number, whole } from './format.js';
import { onLanguage, t, translate } from './language.js';
import { loadNames, nameOf } from './names.js';
import { FIELDS, effective, merged, ofPattern, replace } from './settings.js';

const FORM = 'whatif';
const TIMES = ['from', 'to'];

export class WhatIf {
  /** The card that it is in; null while it is closed. */
  #card = null;
  #applies = null;
  /** The texts of the inputs as the settings have them. */
  #before = {};
  #result = null;
  #stop = null;
  #opener = null;
  #shown = { from: 0, to: 0 };

  /** @param zoom shows a stretch of time: zoom(from, to) */
  constructor(zoom) {
    this.zoom = zoom;
    this.panel = byId('whatif');
    this.form = byId('whatif-form');
    this.home = this.panel.parentElement;
    byId('whatif-fields').append(...fields(FORM, JUDGED, 'whatifDefault'));
    byId('whatif-most').append(...field(FORM, 'atMostPerWeek', ['atMostPerWeek'], 'atMostHint'));
    translate(this.panel);
    this.inputs = [...JUDGED.flatMap((name) => FIELDS[name]), 'atMostPerWeek'].map((name) => this.form.elements[name]);
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#run();
    });
    // What was not calculated is not applied.
    this.form.addEventListener('input', () => {
      byId('whatif-apply').disabled = true;
    });
    byId('whatif-apply').addEventListener('click', () => this.#apply());
    byId('whatif-close').addEventListener('click', () => this.close());
    this.panel.addEventListener('keydown', ({ key }) => key === 'Escape' && this.close());
    onLanguage(() => this.#card && this.#tell());
  }

  /** Opens it in a card, over the stretch that its chart shows. */
  async open(card, window) {
    this.close();
    this.#opener = document.activeElement;
    this.#card = card;
    this.#applies = null;
    this.form.reset();
    this.#before = this.#typed();
    // Whole seconds; the last one is shown to its end.
    this.#shown = { from: Math.floor(window.from / 1_000) * 1_000, to: Math.ceil(window.to / 1_000) * 1_000 };
    TIMES.forEach((name) => {
      this.form.elements[name].value = localText(this.#shown[name]);
    });
    this.#tell();
    card.element.append(this.panel);
    this.panel.hidden = false;
    this.panel.scrollIntoView({ block: 'nearest' });
    this.form.elements.from.focus({ preventScroll: true });
    try {
      const applies = await effective(card.sensor);
      if (card === this.#card) {
        this.#fill(applies);
      }
    } catch (failed) {
      say(byId('whatif-failed'), t('failed', { why: failed.message }));
    }
  }

  /** Closes it; what it calculates is cancelled. */
  close() {
    if (this.#card === null) {
      return;
    }
    this.#stop?.abort();
    this.#show(null);
    this.#card = null;
    this.panel.hidden = true;
    this.home.append(this.panel);
    this.#opener?.focus();
  }

  /** The card of a sensor goes. */
  gone(sensor) {
    if (sensor === this.#card?.sensor) {
      this.close();
    }
  }

  #typed() {
    return Object.fromEntries(this.inputs.map((input) => [input.name, input.value]));
  }

  /** What was typed stays. */
  #fill(applies) {
    const texts = appliedTexts(applies);
    for (const input of this.inputs) {
      if (input.value === this.#before[input.name]) {
        input.value = texts[input.name] ?? '';
      }
    }
    this.#applies = applies;
    this.#before = { ...texts, atMostPerWeek: '' };
    this.#tell();
  }

  /** The chosen stretch of time; null if there is none. */
  #stretch() {
    const [from, to] = TIMES.map((name) => Date.parse(this.form.elements[name].value));
    if (from <= to) {
      return { from, to };
    }
    wrong(this.form, FORM, 'to', t('whatifTimes'));
    return null;
  }

  async #run() {
    this.#forgive();
    const stretch = this.#stretch();
    if (stretch === null || this.#stop !== null) {
      return;
    }
    const card = this.#card;
    const question = questionOf(card.sensor, stretch.from, stretch.to, this.#before, this.#typed());
    this.#stop = new AbortController();
    this.#busy(true);
    try {
      const result = await backtest(question, (done, total) => this.#progress(done, total), this.#stop.signal);
      if (card === this.#card) {
        this.#found(result, stretch);
      }
    } catch (failed) {
      if (card === this.#card) {
        this.#refused(failed);
      }
    } finally {
      this.#stop = null;
      this.#busy(false);
    }
  }

  #found(result, { from, to }) {
    if (result.atMostPerWeek !== null) {
      this.form.elements.sensitivity.value = String(result.settings.sensitivity);
    }
    this.#show(result);
    byId('whatif-apply').disabled = false;
    byId('whatif-result').scrollIntoView({ block: 'nearest' });
    if (from !== this.#shown.from || to !== this.#shown.to) {
      this.#shown = { from, to };
      this.zoom(from, to);
    }
  }

  #refused(failed) {
    this.#show(null);
    const { field: name, received, allowed } = failed.problem ?? {};
    if ([...JUDGED, 'atMostPerWeek'].includes(name)) {
      wrong(this.form, FORM, name, t('settingWrong', { received: received ?? '–', allowed }));
    } else {
      say(byId('whatif-failed'), t('whatifFailed', { why: failed.message }));
    }
  }

  async #apply() {
    const card = this.#card;
    const { sensor } = card;
    const apply = byId('whatif-apply');
    apply.disabled = true;
    this.#forgive();
    try {
      const own = await ofPattern(sensor);
      const seen = await replace(sensor, own.etag, merged(own.settings, this.#before, this.#typed()));
      byId('said').textContent = t(seen ? 'settingsSaved' : 'settingsSavedLate', { pattern: sensor });
      loadNames();
      const applies = await effective(sensor);
      if (card === this.#card) {
        this.#before = this.#typed();
        this.#fill(applies);
        say(byId('whatif-applied'), t('settingsSaved', { pattern: sensor }));
      }
    } catch (failed) {
      if (card === this.#card) {
        apply.disabled = false;
        say(byId('whatif-failed'), failed.status === 412 ? t('whatifChanged') : t('settingsFailed', { why: failed.message }));
      }
    }
  }

  #busy(runs) {
    byId('whatif-run').disabled = runs;
    byId('whatif-progress').hidden = !runs;
    this.panel.setAttribute('aria-busy', String(runs));
    if (runs) {
      this.#progress(0, 1);
    }
  }

  #progress(done, total) {
    const bar = byId('whatif-progress');
    bar.max = Math.max(1, total);
    bar.value = done;
  }

  #show(result) {
    this.#result = result;
    this.#card.show(result);
    this.#tell();
  }

  #forgive() {
    forgive(this.form);
    say(byId('whatif-failed'), '');
    say(byId('whatif-applied'), '');
  }

  #tell() {
    const { sensor } = this.#card;
    byId('whatif-title').textContent = t('whatifOf', { sensor: nameOf(sensor) });
    byId('whatif-apply').textContent = t('whatifApply', { sensor });
    for (const name of JUDGED) {
      say(byId(`${FORM}-${name}-origin`), this.#applies ? origin(name, this.#applies[name]) : '');
    }
    say(byId('whatif-result'), this.#result ? inWords(this.#result) : '');
    document.querySelectorAll('#legend [data-of=would]').forEach((item) => {
      item.hidden = this.#result === null;
    });
  }
}

/** «Incidents: 3 instead of 11. Anomalies: 40 instead of 310.» */
function inWords({ counts, said, settings, met, atMostPerWeek, values, model }) {
  const found = atMostPerWeek === null ? '' : t(met ? 'whatifFound' : 'whatifNotMet', { sensitivity: number(settings.sensitivity) });
  return [
    t('whatifResult', {
      incidents: whole(counts.incidents),
      saidIncidents: whole(said.counts.incidents),
      anomalies: whole(counts.anomalies),
      saidAnomalies: whole(said.counts.anomalies),
    }),
    found,
    t('whatifValues', { n: whole(values), model }),
  ].filter((words) => words !== '').join(' ');
}
