package io.vigia.store;

/**
 * The aggregated values of one bucket.
 *
 * @param ts the bucket's start, epoch milliseconds
 * @param value the aggregate, in the sensor's unit (COUNT: a number of samples); infinite or NaN
 *     where it is beyond a double, as the sum of two of the largest is
 * @param anomaly true if a sample of the bucket was an anomaly
 */
public record Bucket(long ts, double value, boolean anomaly) {}
