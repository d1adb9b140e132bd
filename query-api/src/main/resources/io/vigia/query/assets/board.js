// What the wall shows: which sensors, in which order, and how large.

import { silences, troubled, worstFirst } from './incident.js';

/** Largest and smallest text in CSS pixels; the smallest is legible from three metres on a screen of 40 inches with 1080 lines. */
const LARGEST = 44;
const SMALLEST = 20;
/** The least size of a tile, in units of its text, and the space between tiles, in pixels. */
const WIDTH = 15;
const HEIGHT = 9;
const GAP = 10;
const MOST_TILES = 60;
/** Where nobody looks from afar: the page scrolls, with one tile beside the other as far as there is room. */
const NARROW = 680;
const NARROW_TEXT = 16;

/**
 * A tile for each sensor: those with open incidents by severity, then those that are only silent, then others by id.
 *
 * @param sensors ids that are known; those of incidents may be missing
 * @param open incidents
 * @returns of { sensor, incident, silent, lastSeen }: the worst incident of the sensor or null, and when a silent sensor was last seen, or null
 */
export function tiles(sensors, open) {
  const sorted = worstFirst(open);
  const silent = silences(sorted);
  const worst = new Map([...sorted].reverse().map((incident) => [incident.sensor, incident]));
  const all = [...new Set([...troubled(sorted), ...[...sensors].sort()])].map((sensor) => ({
    sensor,
    incident: worst.get(sensor) ?? null,
    silent: silent.has(sensor),
    lastSeen: silent.get(sensor) ?? null,
  }));
  return [...all.filter(isWrong), ...all.filter(onlySilent), ...all.filter(({ incident }) => incident === null)];
}

/** Whether anything but silence is wrong, or was before the silence. */
export function isWrong({ incident, lastSeen }) {
  return incident !== null && (incident.reason !== 'silence' || lastSeen === null);
}

/** Whether a sensor is silent and nothing else is known to be wrong. */
export function onlySilent(tile) {
  return tile.incident !== null && !isWrong(tile);
}

/**
 * The largest tiles that all fit, or as many as fit at the least legible size.
 *
 * @param count of tiles
 * @param width of the board in pixels
 * @param height of the board in pixels
 * @returns { text, columns, shown }: size of the text in pixels, and the number of tiles
 */
export function fit(count, width, height) {
  if (width < NARROW) {
    return { text: NARROW_TEXT, columns: along(width, WIDTH * NARROW_TEXT), shown: Math.min(count, MOST_TILES) };
  }
  for (let text = LARGEST; ; text--) {
    const columns = Math.min(along(width, WIDTH * text), Math.max(1, count));
    const room = columns * along(height, HEIGHT * text);
    if (room >= count || text === SMALLEST) {
      return { text, columns, shown: Math.min(count, room, MOST_TILES) };
    }
  }
}

function along(length, size) {
  return Math.max(1, Math.floor((length + GAP) / (size + GAP)));
}
