// The dialog with the settings of a sensor: what applies and where it comes from, and what is set for it or for a pattern.

import { byId, say } from './dom.js';
import { field, fields, forgive, origin, wrong } from './fields.js';
import { onLanguage, t, translate } from './language.js';
import { loadNames, nameOf } from './names.js';
import { FIELDS, changed, effective, matches, merged, ofPattern, replace, texts } from './settings.js';

/** @returns a function that opens the dialog for a sensor */
export function settingsDialog() {
  const dialog = byId('settings');
  const form = byId('settings-form');
  const save = byId('settings-save');
  /** The sensor and what applies to it; another object each time that the dialog opens. */
  let asked = null;
  /** { pattern, settings, etag, texts } as the inputs were filled; null if that pattern is not read yet. */
  let read = null;
  let turn = 0;

  byId('settings-pattern').append(...field('setting', 'pattern', ['pattern'], 'patternHint'));
  byId('settings-fields').append(...fields('setting', Object.keys(FIELDS), 'notSetHere'));
  translate(dialog);
  const inputs = Object.values(FIELDS).flat().map((name) => form.elements[name]);

  byId('settings-cancel').addEventListener('click', () => dialog.close());
  form.addEventListener('change', ({ target }) => {
    if (target.name === 'for' || target.name === 'pattern') {
      load();
    }
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit(asked);
  });
  onLanguage(() => asked && tell());

  /** The pattern that the settings are saved for. */
  function target() {
    return form.elements.for.value === 'sensor' ? asked.sensor : form.elements.pattern.value.trim();
  }

  function typed() {
    return Object.fromEntries(inputs.map((input) => [input.name, input.value]));
  }

  /** Fills the inputs with what the chosen pattern sets; what was typed stays. */
  async function load() {
    const mine = ++turn;
    const pattern = target();
    byId('settings-pattern').hidden = form.elements.for.value === 'sensor';
    forgiveAll();
    if (!fits(pattern)) {
      return;
    }
    try {
      const [applies, own] = await Promise.all([effective(asked.sensor), ofPattern(pattern)]);
      if (mine === turn) {
        fill({ pattern, ...own, texts: texts(own.settings) });
        asked.applies = applies;
        tell();
      }
    } catch (failed) {
      if (mine === turn) {
        say(byId('settings-failed'), t('failed', { why: failed.message }));
      }
    }
  }

  function fill(now) {
    for (const input of inputs) {
      if (input.value === (read?.texts[input.name] ?? '')) {
        input.value = now.texts[input.name];
      }
    }
    read = now;
  }

  /** Whether the sensor has anything to do with the pattern; nothing is said of one that is not typed yet. */
  function fits(pattern) {
    if (pattern !== '' && !matches(pattern, asked.sensor)) {
      wrong(form, 'setting', 'pattern', t('patternOfOthers', { sensor: asked.sensor }));
    }
    return pattern !== '' && matches(pattern, asked.sensor);
  }

  async function submit(mine) {
    const pattern = target();
    if (pattern === '') {
      wrong(form, 'setting', 'pattern', t('patternMissing'));
    }
    if (save.disabled || !fits(pattern)) {
      return;
    }
    save.disabled = true;
    try {
      if (read?.pattern !== pattern) {
        await load();
      }
      if (read?.pattern === pattern) {
        forgiveAll();
        await write(mine, pattern);
      }
    } finally {
      save.disabled = false;
    }
  }

  async function write(mine, pattern) {
    try {
      const seen = await replace(pattern, read.etag, merged(read.settings, read.texts, typed()));
      byId('said').textContent = t(seen ? 'settingsSaved' : 'settingsSavedLate', { pattern });
      loadNames();
      if (mine === asked) {
        dialog.close();
      }
    } catch (failed) {
      await refused(mine, failed, pattern);
    }
  }

  async function refused(mine, failed, pattern) {
    if (failed.status === 412) {
      await changed(pattern, read.etag).catch(() => false);
    }
    if (mine !== asked) {
      return;
    }
    const { field: name, received, allowed } = failed.problem;
    if (failed.status === 412) {
      await load();
      say(byId('settings-failed'), t('settingsChanged'));
    } else if (name === 'pattern' || name in FIELDS) {
      wrong(form, 'setting', name, t('settingWrong', { received: received ?? '–', allowed }));
    } else {
      say(byId('settings-failed'), t('settingsFailed', { why: failed.message }));
    }
  }

  function forgiveAll() {
    say(byId('settings-failed'), '');
    forgive(form);
  }

  function tell() {
    byId('settings-title').textContent = t('settingsOf', { sensor: nameOf(asked.sensor) });
    byId('settings-alone').textContent = t('settingsAlone', { sensor: asked.sensor });
    for (const name of Object.keys(FIELDS)) {
      say(byId(`setting-${name}-origin`), asked.applies ? origin(name, asked.applies[name]) : '');
    }
  }

  return (sensor) => {
    asked = { sensor, applies: null };
    read = null;
    form.reset();
    save.disabled = false;
    tell();
    load();
    dialog.showModal();
    form.elements.name.focus();
  };
}
