// Why a value is an anomaly, as a sentence.
import { number, quantity } from './format.js';
import { t } from './language.js';

/**
 * Empty for a value that is not an anomaly, and for one that an earlier version scored.
 *
 * @param unit of the sensor; may be empty
 */
export function why(event, unit = '') {
  if (!event.reason) {
    return '';
  }
  const { value, lower, upper } = event;
  const above = Number.isFinite(upper) && value >= upper;
  const below = Number.isFinite(lower) && value <= lower;
  const banded = Number.isFinite(lower) && Number.isFinite(upper);
  const distance = above ? value - upper : lower - value;
  const side = banded && distance > upper - lower ? 'far_' : '';
  const key = event.reason !== 'value' ? event.reason : !above && !below ? 'rare' : banded ? 'value' : 'open';
  return t(`why_${key}`, {
    value: quantity(value, unit),
    prediction: quantity(event.prediction, unit),
    side: above || below ? t(`${side}${above ? 'above' : 'below'}`) : '',
    lower: number(lower),
    upper: number(upper),
    bound: number(above ? upper : lower),
  });
}

/** The same for an incident, by its anomaly that was farthest from the prediction. */
export function whyIncident(incident, unit) {
  return why({ ...incident.peak, reason: incident.reason }, unit) || t('why_unknown', { value: quantity(incident.peak.value, unit) });
}
