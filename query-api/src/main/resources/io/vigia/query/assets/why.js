// Why a value is an anomaly, as a sentence.
import { number } from './format.js';
import { t } from './language.js';

/** Empty for a value that is not an anomaly, and for one that an earlier version scored. */
export function why(event) {
  if (!event.reason) {
    return '';
  }
  const [lower, upper] = [number(event.lower), number(event.upper)];
  const banded = Number.isFinite(event.lower) && Number.isFinite(event.upper);
  const outside = banded && (event.value <= event.lower || event.value >= event.upper);
  const reason = event.reason === 'value' && !outside ? 'rare' : event.reason;
  const side = event.direction ? t(event.direction) : '';
  return t(`why_${reason}`, { value: number(event.value), prediction: number(event.prediction), side, lower, upper });
}
