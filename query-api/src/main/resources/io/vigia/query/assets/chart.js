// How a sensor's values are drawn: the expected band, the prediction, the value, and the anomalies on top.

import { duration, moment, number, quantity, tick } from './format.js';
import { h } from './dom.js';
import { within } from './incident.js';
import { t } from './language.js';

const MANY_DOTS = 15;
const NEAR_END = 0.2;
const STACK = { stack: 'band', stackStrategy: 'all', symbol: 'none', silent: true, lineStyle: { width: 0, opacity: 0 } };

/**
 * The chart's whole description.
 *
 * @param shown { series, incidents, unit, would }: what is drawn; would: the answer of a back-test, or null
 * @param window { from, to }
 * @param colours see theme.js
 * @param compact whether there is little room
 */
export function option({ series, incidents, unit, would }, window, colours, compact) {
  const points = series.points;
  const summed = series.width > 0;
  const low = (point) => (summed ? point.min : point.lower);
  const high = (point) => (summed ? point.max : point.upper);
  return {
    animation: false,
    grid: { left: 50, right: compact ? 10 : 20, top: unit ? 24 : 10, bottom: 24, outerBoundsMode: 'none' },
    xAxis: xAxis(window, colours, compact),
    yAxis: yAxis(unit, colours, compact),
    tooltip: tooltip(series, unit, colours),
    series: [
      { ...STACK, id: 'low', type: 'line', data: points.map((point) => at(point, low(point))), areaStyle: { opacity: 0 } },
      {
        ...STACK,
        id: 'high',
        type: 'line',
        data: points.map((point) => at(point, between(low(point), high(point)))),
        areaStyle: { color: colours.band, opacity: 1 },
      },
      {
        id: 'prediction',
        type: 'line',
        data: summed ? [] : points.map((point) => at(point, point.prediction)),
        symbol: 'none',
        silent: true,
        lineStyle: { color: colours.prediction, width: 1.2, type: [4, 4] },
      },
      {
        id: 'value',
        type: 'line',
        data: points.map((point) => at(point, point.value)),
        symbol: points.length === 1 ? 'circle' : 'none',
        silent: true,
        itemStyle: { color: colours.value },
        lineStyle: { color: colours.value, width: compact ? 1.3 : 1.7, join: 'round' },
        markArea: shades(incidents, window, colours, compact),
      },
      dots(points.filter((point) => point.anomaly), colours, compact),
      wouldBe(would, window, colours, compact),
    ],
  };
}

/** Many are drawn small, so that they hide neither each other nor the line. */
function dots(anomalies, colours, compact) {
  const many = anomalies.length > MANY_DOTS;
  return {
    id: 'anomaly',
    type: 'scatter',
    data: anomalies.map((point) => [point.ts, outermost(point)]),
    symbolSize: many ? 4 : compact ? 6 : 9,
    itemStyle: { color: colours.anomaly, borderColor: colours.surface, borderWidth: many ? 0 : 1.5 },
    silent: true,
    z: 5,
  };
}

/** What would have been said: another shape and another colour than what was. */
function wouldBe(answer, window, colours, compact) {
  const anomalies = answer?.anomalies ?? [];
  const many = anomalies.length > MANY_DOTS;
  const stretches = (answer?.incidents ?? []).map((incident) => within(incident, { ...window, to: Math.min(window.to, answer.to) }));
  return {
    id: 'would',
    type: 'scatter',
    data: anomalies.map(({ ts, value }) => [ts, value]),
    symbol: 'diamond',
    symbolSize: many ? 7 : compact ? 8 : 13,
    itemStyle: { color: 'transparent', borderColor: colours.ink, borderWidth: many ? 1 : 1.5 },
    silent: true,
    z: 6,
    markArea: {
      silent: true,
      itemStyle: { color: 'transparent', borderColor: colours.ink, borderWidth: 1 },
      label: { show: false },
      data: stretches.filter((stretch) => stretch !== null).map(({ from, to }) => [{ xAxis: from }, { xAxis: to }]),
    },
  };
}

function xAxis(window, colours, compact) {
  return {
    type: 'time',
    min: window.from,
    max: window.to,
    splitNumber: compact ? 2 : 5,
    axisLine: { lineStyle: { color: colours.line } },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: {
      color: colours.muted,
      fontSize: 11,
      hideOverlap: true,
      alignMinLabel: 'left',
      alignMaxLabel: 'right',
      formatter: (ts) => tick(ts, window.to - window.from),
    },
  };
}

function yAxis(unit, colours, compact) {
  return {
    type: 'value',
    name: unit,
    nameGap: 8,
    nameTextStyle: { color: colours.muted, fontSize: 11, align: 'right', padding: [0, 8, 0, 0] },
    scale: true,
    splitNumber: compact ? 2 : 4,
    axisLabel: { color: colours.muted, fontSize: 11, formatter: (value) => number(value) },
    splitLine: { lineStyle: { color: colours.line, opacity: 0.7 } },
  };
}

/** The time of each incident, named by its severity where there is room. */
function shades(incidents, window, colours, compact) {
  // A name near the end of the chart reaches to the left, so that it is not cut.
  const near = window.to - (window.to - window.from) * NEAR_END;
  const stretches = incidents
    .map((incident) => ({ incident, stretch: within(incident, window) }))
    .filter(({ stretch }) => stretch !== null);
  return {
    silent: true,
    itemStyle: { color: colours.incident, borderColor: colours.anomaly, borderWidth: 1, borderType: [2, 3] },
    label: { show: !compact, color: colours.anomaly, fontSize: 11 },
    data: stretches.map(({ incident, stretch: { from, to } }) => [
      { name: t(incident.severity), xAxis: from, label: { position: from < near ? 'insideTopLeft' : 'insideTopRight' } },
      { xAxis: to },
    ]),
  };
}

function tooltip(series, unit, colours) {
  return {
    trigger: 'axis',
    confine: true,
    transitionDuration: 0,
    backgroundColor: colours.surface,
    borderColor: colours.line,
    padding: [6, 10],
    textStyle: { color: colours.ink, fontSize: 12 },
    axisPointer: { lineStyle: { color: colours.muted, width: 1 } },
    // An element, since markup with styles in it is not let in by this page's policy.
    formatter: (shown) => details(series, unit, shown[0]?.axisValue),
  };
}

function details(series, unit, ts) {
  const point = series.points.find((candidate) => candidate.ts === ts);
  if (!point) {
    return '';
  }
  const rows = series.width > 0
    ? [[t('average'), quantity(point.value, unit)], [t('extremes'), `${number(point.min)} – ${quantity(point.max, unit)}`]]
    : [
        [t('value'), quantity(point.value, unit)],
        [t('expected'), quantity(point.prediction, unit)],
        [t('band'), `${number(point.lower)} – ${quantity(point.upper, unit)}`],
      ];
  const width = series.width > 0 ? h('p', {}, t('bucket', { width: duration(series.width) })) : null;
  return h(
    'div',
    { class: 'tip' },
    h('strong', {}, moment(point.ts)),
    h('dl', {}, rows.map(([name, text]) => [h('dt', {}, name), h('dd', {}, text)])),
    point.anomaly ? h('p', { class: 'alarm' }, t('anomaly')) : null,
    width,
  );
}

function at(point, value) {
  return [point.ts, value ?? null];
}

function between(low, high) {
  return low === null || high === null || low === undefined || high === undefined ? null : high - low;
}

/** Of a bucket the extreme that lies farther from its average, since that is where its anomaly is. */
function outermost(point) {
  if (point.max === undefined) {
    return point.value;
  }
  return point.max - point.value >= point.value - point.min ? point.max : point.min;
}
