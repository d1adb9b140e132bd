package io.vigia.cli.demo;

import io.vigia.cli.api.Episode;
import io.vigia.cli.api.StoredReading;
import java.util.List;
import java.util.Optional;

/**
 * What was found of one sensor's day.
 *
 * @param caught the first anomaly while its fault showed, or within half an hour after it
 * @param falseEpisodes episodes that began at any other time
 * @param healthyJudged readings at any other time that were judged
 */
record Finding(Optional<StoredReading> caught, int falseEpisodes, int healthyJudged) {
    private static final long MINUTE_MS = 60_000;
    private static final int GRACE_MINUTES = 30;

    /**
     * Compares the stored day with what is known to be wrong in it.
     *
     * @param stored oldest first
     * @param start of the day, in epoch milliseconds
     */
    static Finding of(DemoSensor sensor, List<StoredReading> stored, long start) {
        long from =
                sensor.fault().map(fault -> start + fault.from() * MINUTE_MS).orElse(Long.MAX_VALUE);
        long to = sensor.fault()
                .map(fault -> start + (fault.end() + GRACE_MINUTES) * MINUTE_MS)
                .orElse(Long.MAX_VALUE);
        Optional<StoredReading> caught = stored.stream()
                .filter(reading -> reading.anomaly() && within(reading, from, to))
                .findFirst();
        List<StoredReading> healthy =
                stored.stream().filter(reading -> !within(reading, from, to)).toList();
        return new Finding(caught, Episode.of(healthy).size(), (int)
                healthy.stream().filter(StoredReading::judged).count());
    }

    private static boolean within(StoredReading reading, long from, long to) {
        return reading.ts() >= from && reading.ts() < to;
    }
}
