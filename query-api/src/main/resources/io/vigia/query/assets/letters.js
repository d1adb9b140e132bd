// The dialog with the newest dead letters, in which somebody corrects a refused reading and sends it again.

import { call, json, query } from './api.js';
import { byId, focusAfter, h, say } from './dom.js';
import { moment } from './format.js';
import { t } from './language.js';
import { nameOf } from './names.js';

const PAGE = 50;
const RETRY_MS = 2_000;
/** How the server shows bytes that are not a text. */
const BYTES = /^0x[0-9a-f]*$/;

/**
 * @param id the data-id of the button that opens it
 * @param sent called with the sensor of a reading that was sent
 * @returns a function that opens the dialog
 */
export function lettersDialog(id, sent) {
  const dialog = byId('letters');
  const rows = byId('letter-rows');
  const more = byId('older-letters');
  let next = null;
  /** Counts the openings, so that a late answer of an earlier one is dropped. */
  let opening = 0;

  byId('letters-close').addEventListener('click', () => dialog.close());
  more.addEventListener('click', () => load(opening));
  dialog.addEventListener('close', () => {
    opening++;
    // The tile may have been made anew since.
    focusAfter(dialog, id);
  });

  async function load(mine) {
    try {
      const page = await json(`/api/v1/dead-letters${query({ limit: PAGE, cursor: next })}`);
      if (mine === opening) {
        next = page.next;
        const items = page.items.map((letter) => row(letter, sent));
        rows.append(...items);
        say(byId('letters-failed'), '');
        say(byId('letters-note'), rows.children.length === 0 ? t('noLetters') : '');
        more.hidden = next === null;
        if (document.activeElement === document.body) {
          items[0]?.focus();
        }
      }
    } catch (failed) {
      if (mine === opening) {
        say(byId('letters-note'), '');
        say(byId('letters-failed'), t('failed', { why: failed.message }));
        if (failed.status === 503) {
          setTimeout(() => mine === opening && load(mine), RETRY_MS);
        }
      }
    }
  }

  return () => {
    next = null;
    rows.replaceChildren();
    more.hidden = true;
    say(byId('letters-failed'), '');
    say(byId('letters-note'), t('loading'));
    dialog.showModal();
    load(opening);
  };
}

/** What is to be sent: a reading that names no sensor is one of the letter's. */
export function corrected(text, sensor) {
  try {
    const reading = JSON.parse(text);
    const isReading = typeof reading === 'object' && reading !== null && !Array.isArray(reading);
    return isReading && sensor !== null && !reading.sensor ? JSON.stringify({ ...reading, sensor }) : text;
  } catch {
    // The server says what is wrong with it.
    return text;
  }
}

/** Whether people can correct it: a reading that is a text. */
export function correctable({ letter, text }) {
  return letter.startsWith('readings-') && text !== null && !BYTES.test(text);
}

function row(letter, sent) {
  const correct = correctable(letter) ? form(letter, sent) : null;
  const open = correct && h('button', {
    type: 'button',
    'aria-label': `${t('letterCorrect')}: ${letter.letter}`,
    onclick: () => {
      open.hidden = true;
      correct.hidden = false;
      correct.querySelector('textarea').focus();
    },
  }, t('letterCorrect'));
  correct?.addEventListener('reset', () => {
    correct.hidden = true;
    open.hidden = false;
    open.focus();
  });
  return h(
    'li',
    { tabindex: '-1' },
    h('p', { class: 'letter-head' }, h('strong', {}, letter.sensor === null ? t('letterNoSensor') : nameOf(letter.sensor)), ` ${moment(letter.time)}`),
    h('p', {}, letter.reason),
    h('p', { class: 'muted' }, `${letter.letter}. ${origin(letter)}`),
    letter.sentAgain ? h('p', { class: 'muted' }, t(letter.sentAgain.corrected ? 'letterCorrected' : 'letterRedriven', { time: moment(letter.sentAgain.at) })) : null,
    letter.text === null ? null : h('pre', { tabindex: '0', role: 'group', 'aria-label': `${t('letterText')} ${letter.letter}` }, letter.text),
    letter.cut ? h('p', { class: 'muted' }, t('letterCut')) : null,
    open,
    correct,
  );
}

function origin({ originTopic, originPartition, originOffset }) {
  return originTopic === null
    ? t('letterNoOrigin')
    : t('letterOrigin', { topic: originTopic, partition: originPartition, offset: originOffset });
}

function form(letter, sent) {
  const area = h('textarea', { id: `correct-${letter.letter}`, rows: '4', spellcheck: 'false', autocomplete: 'off', required: true });
  area.value = letter.text;
  const answer = h('p', { class: 'answer', role: 'status', hidden: true });
  const send = h('button', { class: 'main' }, t('letterSend'));
  const example = JSON.stringify({ sensor: letter.sensor ?? 'default', value: 21.5 });
  const tell = (text, state) => {
    answer.dataset.state = state;
    say(answer, text);
  };
  return h(
    'form',
    {
      hidden: true,
      onsubmit: async (event) => {
        event.preventDefault();
        send.disabled = true;
        say(answer, '');
        try {
          const [reading] = await post(corrected(area.value, letter.sensor));
          tell([t('letterSent', { sensor: reading.sensor, time: moment(reading.ts) }), reading.detail].filter(Boolean).join(' '), 'scored');
          sent(reading.sensor);
        } catch (failed) {
          tell(t('letterNotSent', { why: failed.message }), 'anomaly');
        }
        send.disabled = false;
      },
    },
    h('label', { for: area.id }, t('letterReading')),
    area,
    h('small', { class: 'muted' }, t('letterExample', { example })),
    h('div', { class: 'buttons' }, send, h('button', { type: 'reset' }, t('cancel'))),
    answer,
  );
}

/**
 * Sends readings.
 *
 * @returns what became of each
 * @throws Error if one was refused or could not be stored
 */
async function post(body) {
  let answer;
  try {
    const response = await call('/api/v1/readings', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    answer = await response.json();
  } catch (failed) {
    throw failed.problem?.items ? new Error(refusal(failed.problem.items)) : failed;
  }
  if (answer.accepted === 0 || answer.rejected + answer.failed > 0) {
    throw new Error(refusal(answer.items));
  }
  return answer.items;
}

function refusal(items) {
  return items.find((item) => item.status !== 'accepted')?.detail ?? t('noReading');
}
