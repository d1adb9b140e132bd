package io.vigia.cli.send;

/**
 * What was sent of one sensor.
 *
 * @param readings accepted
 * @param first the earliest of their times, in epoch milliseconds
 * @param last the latest of their times
 */
record SensorSpan(long readings, long first, long last) {
    static SensorSpan of(long ts) {
        return new SensorSpan(1, ts, ts);
    }

    SensorSpan and(SensorSpan other) {
        return new SensorSpan(readings + other.readings, Math.min(first, other.first), Math.max(last, other.last));
    }
}
