package io.vigia.cli.api;

import java.util.ArrayList;
import java.util.List;

/**
 * Anomalies of one sensor that belong together.
 *
 * @param first the first of them
 * @param last the last of them
 * @param peak the one with the highest score
 * @param anomalies how many they are
 */
public record Episode(StoredReading first, StoredReading last, StoredReading peak, int anomalies) {
    /** Readings without an anomaly that end an episode: as long as the default rule stays silent after an alarm. */
    public static final int QUIET = 75;

    /** The episodes in readings of one sensor, oldest first. */
    public static List<Episode> of(List<StoredReading> readings) {
        List<Episode> episodes = new ArrayList<>();
        int lastAnomaly = 0;
        for (int i = 0; i < readings.size(); i++) {
            StoredReading reading = readings.get(i);
            if (reading.anomaly()) {
                boolean goesOn = !episodes.isEmpty() && i - lastAnomaly <= QUIET;
                Episode one = new Episode(reading, reading, reading, 1);
                episodes.add(goesOn ? episodes.remove(episodes.size() - 1).and(one) : one);
                lastAnomaly = i;
            }
        }
        return episodes;
    }

    private Episode and(Episode next) {
        return new Episode(
                first, next.last, scoreOf(next.peak) > scoreOf(peak) ? next.peak : peak, anomalies + next.anomalies);
    }

    private static double scoreOf(StoredReading reading) {
        Double score = reading.score();
        return score == null ? 0 : score;
    }
}
