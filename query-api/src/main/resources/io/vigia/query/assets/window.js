// One anomaly as the model saw it: the values before, what was expected next, and what came.

import * as echarts from './echarts.js';
import { json, query } from './api.js';
import { byId, h, refill } from './dom.js';
import { feedbackKey, onFeedback, thumbs } from './feedback.js';
import { moment, number, quantity } from './format.js';
import { t } from './language.js';
import { nameOf, unitOf } from './names.js';
import { colours } from './theme.js';
import { why } from './why.js';

const dialog = byId('window');
let chart = null;
let shown = null;
let feedbackShown = null;

dialog.addEventListener('close', () => {
  chart?.dispose();
  chart = null;
});
byId('window-close').addEventListener('click', () => dialog.close());
onFeedback(showFeedback);

function showFeedback() {
  const key = shown ? feedbackKey(shown.id) : null;
  if (shown && key !== feedbackShown) {
    feedbackShown = key;
    refill(byId('window-feedback'), [thumbs(shown.id, nameOf(shown.sensor))]);
  }
}

/** Opens the dialog for an anomaly; a score of the stream has no window, so that it is asked for. */
export async function showWindow(event) {
  let whole = event;
  let failure = null;
  if (!event.window) {
    try {
      whole = (await find(event)) ?? event;
    } catch (failed) {
      failure = failed;
    }
  }
  byId('window-failed').textContent = failure ? t('failed', { why: failure.message }) : '';
  byId('window-failed').hidden = failure === null;
  byId('window-of').textContent = t('windowOf', { sensor: nameOf(whole.sensor), time: moment(whole.ts) });
  shown = whole;
  feedbackShown = null;
  showFeedback();
  byId('window-facts').replaceChildren(...facts(whole));
  byId('window-values').replaceChildren(...rows(whole));
  if (!dialog.open) {
    dialog.showModal();
  }
  const plot = byId('window-plot');
  plot.setAttribute('aria-label', `${t('windowTitle')}: ${t('windowBefore')} ${(whole.window ?? []).map((v) => number(v)).join(', ')}`);
  chart ??= echarts.init(plot);
  chart.setOption(option(whole, colours()), true);
}

async function find(event) {
  const path = `/api/v1/sensors/${encodeURIComponent(event.sensor)}/anomalies`;
  try {
    const page = await json(path + query({ from: event.ts, to: event.ts }));
    return page.items.find((item) => item.id === event.id);
  } catch (failed) {
    // A sensor that is not stored yet has no anomalies there; nobody knows of one whose call failed otherwise.
    if (failed.status === 404) {
      return undefined;
    }
    throw failed;
  }
}

function facts(event) {
  const unit = unitOf(event.sensor);
  const shown = [
    [t('value'), quantity(event.value, unit)],
    [t('expected'), quantity(event.prediction, unit)],
    [t('band'), `${number(event.lower)} – ${quantity(event.upper, unit)}`],
    [t('error'), number(event.error, 3)],
    [t('score'), number(event.score, 3)],
    [t('severity'), event.severity ? t(event.severity) : '–'],
    [t('model'), event.model ?? '–'],
  ];
  const reason = h('div', { class: 'reason' }, h('dt', {}, t('reason')), h('dd', {}, why(event, unit) || '–'));
  return [reason, ...shown.map(([name, text]) => h('div', {}, h('dt', {}, name), h('dd', {}, text)))];
}

function rows(event) {
  const window = event.window ?? [];
  const before = window.map((value, i) => h('tr', {}, h('td', { class: 'n' }, `−${window.length - i}`), h('td', { class: 'n' }, number(value))));
  return [...before, h('tr', { class: 'alarm' }, h('td', { class: 'n' }, t('now')), h('td', { class: 'n' }, number(event.value)))];
}

function option(event, colour) {
  const window = event.window ?? [];
  const names = [...window.map((value, i) => `−${window.length - i}`), t('now')];
  const now = names.length - 1;
  // One above and one below, so that neither covers the other.
  const label = (text, above) => (
    { show: true, formatter: text, position: above ? 'top' : 'bottom', distance: 8, color: colour.ink, fontSize: 12 });
  const valueAbove = event.value >= event.prediction;
  const unit = unitOf(event.sensor);
  return {
    animation: false,
    grid: { left: 52, right: 68, top: 24, bottom: 28, outerBoundsMode: 'none' },
    xAxis: {
      type: 'category',
      data: names,
      axisLine: { lineStyle: { color: colour.line } },
      axisTick: { show: false },
      axisLabel: { color: colour.muted, fontSize: 11 },
    },
    yAxis: {
      type: 'value',
      scale: true,
      name: unit,
      nameGap: 8,
      nameTextStyle: { color: colour.muted, fontSize: 11, align: 'right', padding: [0, 8, 0, 0] },
      boundaryGap: ['20%', '20%'],
      axisLabel: { color: colour.muted, fontSize: 11, formatter: (value) => number(value) },
      splitLine: { lineStyle: { color: colour.line } },
    },
    series: [
      {
        // What would have been no anomaly.
        type: 'line',
        data: [[now, event.lower], [now, event.upper]],
        silent: true,
        symbol: 'none',
        lineStyle: { color: colour.band, width: 30, cap: 'butt' },
      },
      {
        type: 'line',
        data: window,
        silent: true,
        symbolSize: 6,
        itemStyle: { color: colour.value },
        lineStyle: { color: colour.value, width: 2 },
      },
      {
        type: 'scatter',
        silent: true,
        data: [[now, event.prediction]],
        symbolSize: 11,
        itemStyle: { color: colour.surface, borderColor: colour.value, borderWidth: 2 },
        label: label(`${t('expected')} ${number(event.prediction)}`, !valueAbove),
      },
      {
        type: 'scatter',
        silent: true,
        data: [[now, event.value]],
        symbolSize: 12,
        itemStyle: { color: colour.anomaly },
        label: label(number(event.value), valueAbove),
      },
    ],
  };
}
