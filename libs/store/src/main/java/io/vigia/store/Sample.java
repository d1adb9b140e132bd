package io.vigia.store;

/**
 * A value with its verdict, as far as there is one. Doubles that do not apply are {@code NaN}.
 *
 * @param ts epoch milliseconds
 * @param value in the sensor's unit
 * @param prediction in the sensor's unit
 * @param lower in the sensor's unit
 * @param upper in the sensor's unit
 * @param score 0 to 1
 * @param anomaly false where nothing was judged
 */
public record Sample(
        long ts, double value, double prediction, double lower, double upper, double score, boolean anomaly) {}
