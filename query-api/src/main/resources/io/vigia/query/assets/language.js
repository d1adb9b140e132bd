// The language of the page: the link's (?lang=en), else what was chosen here before, else the browser's, else Spanish.

import { messages } from './messages.js';

const STORED = 'vigia.language';
const listeners = new Set();
let language = initial();

export function current() {
  return language;
}

/** A text in the page's language; {name} stands for a parameter. */
export function t(key, parameters = {}) {
  const text = messages[language][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (slot, name) => parameters[name] ?? slot);
}

export function choose(chosen) {
  language = chosen;
  localStorage.setItem(STORED, chosen);
  translate();
  listeners.forEach((listener) => listener());
}

/** Is called whenever the language changes. */
export function onLanguage(listener) {
  listeners.add(listener);
}

/** Writes the page's fixed texts, which name their message in data-t, and in data-t-label for their label. */
export function translate(root = document) {
  document.documentElement.lang = language;
  root.querySelectorAll('[data-t]').forEach((element) => {
    element.textContent = t(element.dataset.t);
  });
  root.querySelectorAll('[data-t-label]').forEach((element) => {
    element.setAttribute('aria-label', t(element.dataset.tLabel));
    element.title = t(element.dataset.tLabel);
  });
  root.querySelectorAll('[data-t-hint]').forEach((element) => {
    element.placeholder = t(element.dataset.tHint);
  });
}

function initial() {
  const asked = [new URLSearchParams(location.search).get('lang'), localStorage.getItem(STORED)].find((one) => Object.hasOwn(messages, one));
  if (asked) {
    return asked;
  }
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in messages);
  return spoken ?? 'es';
}
