// What is known of an incident from its fields alone.

import { whole } from './format.js';

const SEVERITIES = ['critical', 'high', 'medium', 'low'];
const MINUTE = 60_000;
const FRESH_MS = 15 * MINUTE;
const LEAST_AROUND_MS = 5 * MINUTE;
const MARGIN = 0.25;

/** Sorted by severity; of equally bad ones those that nobody has acknowledged and no planned work covers, then the newest. */
export function worstFirst(incidents) {
  return [...incidents].sort(
    (one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity)
      || Number(attended(one)) - Number(attended(other))
      || other.opened - one.opened,
  );
}

function attended({ acknowledged, maintenance }) {
  return Boolean(acknowledged || maintenance);
}

/** The sensors of incidents, the worst first. */
export function troubled(incidents) {
  return [...new Set(worstFirst(incidents).map((incident) => incident.sensor))];
}

/** The sensors that are silent: for each the time of its last reading; null where the incident was open before, and so does not tell. */
export function silences(incidents) {
  return new Map(incidents
    .filter(({ reason }) => reason === 'silence')
    .map(({ sensor, opened, anomalies }) => [sensor, anomalies === 0 ? opened : null]));
}

/** How many readings were anomalies. While it is open the count is as of its latest change, of which there is one in some minutes. */
export function readings({ anomalies, state }) {
  return `${whole(anomalies)}${state === 'open' ? '+' : ''}`;
}

/** The part of a window that lies in an incident; null if none does. An open incident has no end yet. */
export function within(incident, window) {
  const from = Math.max(incident.opened, window.from);
  const to = Math.min(incident.closed ?? Infinity, window.to);
  return from <= to ? { from, to } : null;
}

/**
 * The stretch of time that shows an incident and what was before it.
 *
 * @param now epoch ms
 * @returns { from, to, live }; live: it goes on now, so that the stretch is to end now too
 */
export function around(incident, now) {
  const live = incident.state === 'open' && Math.abs(now - incident.last.ts) < FRESH_MS;
  const end = live ? now : Math.max(incident.closed ?? 0, incident.last.ts);
  const margin = Math.max(LEAST_AROUND_MS, (end - incident.opened) * MARGIN);
  return { from: incident.opened - margin, to: live ? end : end + margin, live };
}
