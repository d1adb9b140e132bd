// The inputs of the settings of sensors, which several forms have.

import { byId, h, say } from './dom.js';
import { number } from './format.js';
import { t } from './language.js';
import { FIELDS } from './settings.js';

const CHOICES = { direction: ['both', 'above', 'below'], muted: ['true', 'false'] };
const DECIMAL = new Set(['minDeviation', 'sensitivity', 'low', 'high', 'atMostPerWeek']);

/** «bar, from boiler-*». */
export function origin(name, { value, pattern }) {
  const words = value === null ? t(name === 'silentAfter' ? 'ownRhythm' : 'noValue') : shown(name, value);
  return pattern === null ? t('appliesByDefault', { value: words }) : t('appliesFrom', { value: words, pattern });
}

function shown(name, value) {
  if (name === 'limits') {
    return t('limitsFromTo', { low: number(value.low), high: number(value.high) });
  }
  if (name in CHOICES) {
    return t(`${name}_${value}`);
  }
  return typeof value === 'number' ? number(value) : value;
}

/**
 * The parts of a form for some fields of the settings.
 *
 * @param form what their ids begin with
 * @param empty the message that says what an empty input means
 */
export function fields(form, names, empty) {
  return names.map((name) => (
    h(FIELDS[name].length > 1 ? 'fieldset' : 'div', { class: 'field' }, ...field(form, name, FIELDS[name], empty))));
}

/** The label and the inputs of a field, what applies, and what is wrong. */
export function field(form, name, inputs, empty) {
  const described = `${form}-${name}-origin ${form}-${name}-wrong`;
  const labelled = inputs.map((input) => [
    h('label', { for: `${form}-${input}`, 'data-t': `setting_${input}` }),
    control(form, input, described, empty),
  ]);
  return [
    inputs.length > 1 ? h('legend', { 'data-t': `setting_${name}` }) : null,
    ...labelled.flat(),
    h('small', { id: `${form}-${name}-origin`, hidden: true }),
    h('small', { id: `${form}-${name}-wrong`, class: 'wrong', role: 'alert', hidden: true }),
  ].filter(Boolean);
}

/** Says at a field what is wrong with it. */
export function wrong(element, form, name, words) {
  say(byId(`${form}-${name}-wrong`), words);
  const places = (FIELDS[name] ?? [name]).map((input) => element.elements[input]);
  places.forEach((place) => place.setAttribute('aria-invalid', 'true'));
  places[0].focus();
}

/** Takes back what was said to be wrong. */
export function forgive(element) {
  element.querySelectorAll('.wrong').forEach((place) => say(place, ''));
  element.querySelectorAll('[aria-invalid]').forEach((place) => place.removeAttribute('aria-invalid'));
}

function control(form, name, described, empty) {
  const attributes = { id: `${form}-${name}`, name, 'aria-describedby': described };
  if (name in CHOICES) {
    return h('select', attributes, ['', ...CHOICES[name]].map((choice) => (
      h('option', { value: choice, 'data-t': choice === '' ? empty : `${name}_${choice}` }))));
  }
  const decimal = DECIMAL.has(name) ? 'decimal' : null;
  return h('input', {
    ...attributes, inputmode: decimal, 'data-t-hint': empty, maxlength: 100, autocomplete: 'off', spellcheck: 'false',
  });
}
