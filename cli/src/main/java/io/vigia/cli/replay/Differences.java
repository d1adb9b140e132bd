package io.vigia.cli.replay;

import io.vigia.cli.replay.Excerpt.Outcome;
import io.vigia.cli.replay.Excerpt.Point;
import io.vigia.contract.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what differs between a replay and the original run. */
final class Differences {
    /** Changed verdicts that are listed one by one; further ones are only counted. */
    static final int MOST_LISTED = 5_000;

    private final Map<String, SensorCounts> sensors = new TreeMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Excerpts excerpts = new Excerpts();
    private long compared;
    private long changed;
    private long otherNumbers;
    private long withoutOriginal;
    private long firstTs = Long.MAX_VALUE;
    private long lastTs = Long.MIN_VALUE;

    /**
     * A verdict that changed.
     *
     * @param ts epoch milliseconds of the reading
     */
    record Change(String sensor, String id, long ts, double value, ReplayedVerdict before, ReplayedVerdict now) {
        private static Change of(Score before, Score now) {
            return new Change(
                    now.sensor(), now.id(), now.ts(), now.value(), ReplayedVerdict.of(before), ReplayedVerdict.of(now));
        }
    }

    /** Counts of one sensor; also the row of a report. */
    record SensorCounts(
            String sensor, long compared, long changed, long otherNumbers, long anomaliesBefore, long anomaliesNow) {
        SensorCounts plus(boolean verdict, boolean numbers, boolean before, boolean now) {
            return new SensorCounts(
                    sensor,
                    compared + 1,
                    changed + (verdict ? 1 : 0),
                    otherNumbers + (numbers ? 1 : 0),
                    anomaliesBefore + (before ? 1 : 0),
                    anomaliesNow + (now ? 1 : 0));
        }
    }

    /** Adds a pair. */
    void add(Score before, Score now, boolean sameBytes) {
        boolean verdict = verdictChanged(before, now);
        boolean numbers = !verdict && !sameBytes;
        compared++;
        changed += verdict ? 1 : 0;
        otherNumbers += numbers ? 1 : 0;
        firstTs = Math.min(firstTs, now.ts());
        lastTs = Math.max(lastTs, now.ts());
        sensors.merge(
                now.sensor(),
                new SensorCounts(now.sensor(), 0, 0, 0, 0, 0).plus(verdict, numbers, before.anomaly(), now.anomaly()),
                (known, one) -> known.plus(verdict, numbers, before.anomaly(), now.anomaly()));
        Change change = verdict ? Change.of(before, now) : null;
        if (change != null && changes.size() < MOST_LISTED) {
            changes.add(change);
        }
        excerpts.add(now.sensor(), new Point(now.ts(), now.value(), outcome(before), outcome(now), verdict), change);
    }

    private static Outcome outcome(Score score) {
        return new Outcome(score.model() != null, score.anomaly(), score.lower(), score.upper());
    }

    /** Different numbers alone do not change what anybody is told. */
    private static boolean verdictChanged(Score before, Score now) {
        return before.status() != now.status()
                || before.anomaly() != now.anomaly()
                || before.alarm() != now.alarm()
                || before.direction() != now.direction()
                || before.severity() != now.severity();
    }

    /** Adds a verdict without a counterpart in the original run. */
    void addWithoutOriginal() {
        withoutOriginal++;
    }

    /** Verdicts that were compared. */
    long compared() {
        return compared;
    }

    /** Verdicts that changed. */
    long changed() {
        return changed;
    }

    /** Scores with the same verdict and different numbers. */
    long otherNumbers() {
        return otherNumbers;
    }

    long withoutOriginal() {
        return withoutOriginal;
    }

    /** The counts of each sensor. */
    List<SensorCounts> sensors() {
        return List.copyOf(sensors.values());
    }

    /** The first {@link #MOST_LISTED} changed verdicts, in the order of arrival. */
    List<Change> changes() {
        return changes;
    }

    /** The values around changes. */
    List<Excerpt> excerpts() {
        return excerpts.list();
    }

    /** The time of the earliest reading, epoch milliseconds. */
    long firstTs() {
        return firstTs;
    }

    /** The time of the latest reading, epoch milliseconds. */
    long lastTs() {
        return lastTs;
    }
}
