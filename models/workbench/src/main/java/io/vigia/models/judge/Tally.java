package io.vigia.models.judge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What came of judging a series, or several.
 *
 * <p>Counted are alarms, as people would get them, not rows. Of the scored rows (behind the probation): an alarm in a
 * window is right, however many others the window has; one outside is false; a window is found if it has an alarm.
 *
 * @param rows all rows
 * @param millis time from the first row to the last, of all series together
 * @param alarms all alarms, those of the probation included
 * @param right alarms in a window, in scored rows
 * @param wrong alarms outside any window, in scored rows
 * @param windows all windows
 * @param scored windows of which at least one row is scored
 * @param delays rows from the start of each window that was found to the first alarm in it
 * @param points NAB's, before they are normalised
 */
public record Tally(
        long rows,
        long millis,
        int alarms,
        int right,
        int wrong,
        int windows,
        int scored,
        List<Integer> delays,
        Map<NabProfile, Double> points) {
    private static final long WEEK = Duration.ofDays(7).toMillis();

    public Tally {
        delays = List.copyOf(delays);
        points = Collections.unmodifiableMap(new EnumMap<>(points));
    }

    /** Counts the alarms of one series. */
    public static Tally of(LabelledSeries series, BitSet alarms) {
        int right = 0;
        List<Integer> delays = new ArrayList<>();
        for (RowWindow window : series.scoredWindows()) {
            int from = Math.max(window.first(), series.probation());
            int first = alarms.nextSetBit(from);
            if (first >= 0 && window.holds(first)) {
                delays.add(first - window.first());
            }
            right += alarms.get(from, window.last() + 1).cardinality();
        }
        int judged = alarms.get(series.probation(), series.length()).cardinality();
        Map<NabProfile, Double> points = new EnumMap<>(NabProfile.class);
        for (NabProfile profile : NabProfile.values()) {
            points.put(profile, new NabScorer(profile).points(series, alarms));
        }
        return new Tally(
                series.length(),
                series.series().span(),
                alarms.cardinality(),
                right,
                judged - right,
                series.windows().size(),
                series.scoredWindows().size(),
                delays,
                points);
    }

    /** The sum of several. */
    public static Tally sum(List<Tally> tallies) {
        List<Integer> delays =
                tallies.stream().flatMap(tally -> tally.delays.stream()).toList();
        Map<NabProfile, Double> points = new EnumMap<>(NabProfile.class);
        for (NabProfile profile : NabProfile.values()) {
            points.put(
                    profile,
                    tallies.stream().mapToDouble(tally -> tally.points(profile)).sum());
        }
        return new Tally(
                tallies.stream().mapToLong(Tally::rows).sum(),
                tallies.stream().mapToLong(Tally::millis).sum(),
                tallies.stream().mapToInt(Tally::alarms).sum(),
                tallies.stream().mapToInt(Tally::right).sum(),
                tallies.stream().mapToInt(Tally::wrong).sum(),
                tallies.stream().mapToInt(Tally::windows).sum(),
                tallies.stream().mapToInt(Tally::scored).sum(),
                delays,
                points);
    }

    /** NAB's points in a profile, before they are normalised. */
    public double points(NabProfile profile) {
        return points.getOrDefault(profile, 0.0);
    }

    /** NAB's score in a profile, as {@link NabScorer#normalised}. */
    public double score(NabProfile profile) {
        return new NabScorer(profile).normalised(points(profile), windows, scored);
    }

    /** Windows with an alarm. */
    public int found() {
        return delays.size();
    }

    /** Right alarms of all in scored rows; NaN without any. */
    public double precision() {
        return right / (double) (right + wrong);
    }

    /** Windows found of all that are scored; NaN without any. */
    public double recall() {
        return found() / (double) scored;
    }

    /** Harmonic mean of precision and recall; NaN where one of them is. */
    public double f1() {
        double precision = precision();
        double recall = recall();
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    /** All alarms for every 10,000 rows. */
    public double alarmsPer10000() {
        return 10_000.0 * alarms / rows;
    }

    /** All alarms for every week of a series; NaN if all series are of a single time. */
    public double alarmsPerWeek() {
        return millis == 0 ? Double.NaN : alarms * (double) WEEK / millis;
    }

    /** The median of {@link #delays}, in rows; NaN without any. */
    public double medianDelay() {
        List<Integer> sorted = delays.stream().sorted().toList();
        int middle = sorted.size() / 2;
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
    }
}
