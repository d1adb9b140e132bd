package io.vigia.detector.feedback;

import io.vigia.detection.tuning.RaisedBounds.Raise;

/**
 * An anomaly that was a false alarm.
 *
 * @param anomaly its id
 * @param raise the bound that is raised by it
 */
record FalseAlarm(String anomaly, Raise raise) {}
