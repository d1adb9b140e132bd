package io.vigia.detection.rule;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How far the newest readings lie from what is usual at their time: a profile of the day, or, where that explains clearly
 * more, the straight line that leads from the profile to the values of the weekday. It counts only while the season explains
 * enough of the variance.
 *
 * <p>Days are days of UTC. Values are kept in deviations from a center, so that floats are exact enough.
 */
final class Season {
    private static final int MOST_SLOTS = 96;
    private static final int LEAST_SLOTS = 12;
    private static final double DAY = 86_400_000;
    private static final int WEEK = 7;
    /** Share of the variance that must be explained. */
    private static final double EXPLAINED = 0.3;
    /** Part of what the day leaves unexplained that the weekday may leave. */
    private static final double BETTER = 0.5;
    /** Days that the profile and the statistics look back on. */
    private static final double DAYS = 7;
    /** Weeks that a weekday looks back on. */
    private static final double WEEKS = 4;
    /** Days' worth of readings that a slot needs before it is known. */
    private static final double NEEDED = 1.6;
    /** Weeks' worth of readings that a weekday needs before it is known. */
    private static final double NEEDED_OF_WEEKDAY = 1.9;
    /** Readings in a slot on one day from which on a value lies between two slots' means. */
    private static final double SEVERAL = 1.5;
    /** Part of the deviation of all values that counts as a deviation of the season at least. */
    private static final double LEAST = 0.05;

    private final float[] means = new float[MOST_SLOTS];
    private final int[] counts = new int[MOST_SLOTS];
    private final Weekday[] weekdays = new Weekday[WEEK];
    private final SeasonDeviation fromDay = new SeasonDeviation();
    private final SeasonDeviation fromWeekday = new SeasonDeviation();
    private final ExponentialStats all = new ExponentialStats();
    /** Number of slots in a day; 0 if the rhythm allows no season. */
    private int slots;
    /** Readings in each slot on one day. */
    private double perSlot;

    private double center;
    private double scale = 1;

    // What look() found.
    private double z;
    private int slot;
    private boolean known;
    private double profile;
    private Weekday weekday = new Weekday();
    private boolean weekdayKnown;

    Season() {
        Arrays.setAll(weekdays, i -> new Weekday());
    }

    /**
     * Begins anew.
     *
     * @param interval the usual time between readings in milliseconds; 0 if unknown
     */
    void begin(double interval, double newCenter, double newScale) {
        Arrays.fill(means, 0);
        Arrays.fill(counts, 0);
        for (Weekday one : weekdays) {
            one.clear();
        }
        fromDay.clear();
        fromWeekday.clear();
        all.clear();
        center = newCenter;
        scale = newScale;
        double perDay = interval > 0 ? DAY / interval : 0;
        slots = (int) Math.min(MOST_SLOTS, Math.rint(perDay));
        slots = slots < LEAST_SLOTS ? 0 : slots;
        perSlot = slots == 0 ? 0 : perDay / slots;
    }

    private double perDay() {
        return perSlot * slots;
    }

    /** Looks up what is usual at the time of a value, in epoch milliseconds, for the calls that follow. */
    void look(double value, long ts) {
        known = false;
        if (slots == 0) {
            return;
        }
        z = (value - center) / scale;
        double days = ts / DAY;
        double place = (days - Math.floor(days)) * slots;
        weekday = weekdays[Math.floorMod((long) Math.floor(days), WEEK)];
        weekdayKnown = weekday.readings() >= NEEDED_OF_WEEKDAY * perDay();
        double need = Math.max(1, NEEDED * perSlot);
        if (perSlot < SEVERAL) {
            slot = (int) Math.rint(place) % slots;
            known = counts[slot] >= need;
            profile = means[slot];
        } else {
            slot = Math.min(slots - 1, (int) place);
            int floor = (int) Math.floor(place - 0.5);
            double share = place - 0.5 - floor;
            int before = Math.floorMod(floor, slots);
            int after = (before + 1) % slots;
            known = counts[before] >= need && counts[after] >= need;
            profile = (1 - share) * means[before] + share * means[after];
        }
    }

    /** Deviations between the newest readings, the one looked up included, and the season; 0 to {@code cap}. */
    double excess(double cap) {
        if (!known) {
            return 0;
        }
        boolean byWeekday =
                weekdayKnown && !fromWeekday.isEmpty() && fromWeekday.unexplained() < BETTER * fromDay.unexplained();
        SeasonDeviation best = byWeekday ? fromWeekday : fromDay;
        double variance = all.deviation() * all.deviation();
        if (!(variance > 0) || best.unexplained() > (1 - EXPLAINED) * variance) {
            return 0;
        }
        return best.excess(z - (byWeekday ? weekday.of(profile) : profile), LEAST * all.deviation(), cap);
    }

    /**
     * Takes the value looked up; learns from it, or from its deviation alone and bounded. A weekday that is not known yet is
     * always learned: an idle first weekend looks abnormal.
     */
    void add(boolean mayLearn, double memory) {
        if (slots == 0) {
            return;
        }
        boolean learn = mayLearn || !weekdayKnown;
        if (known) {
            double span = Math.min(memory, DAYS * perDay());
            fromDay.add(z - profile, learn, span);
            if (weekdayKnown) {
                fromWeekday.add(z - weekday.of(profile), learn, span);
            }
            if (learn) {
                all.add(z, span);
                weekday.add(profile, z, WEEKS * perDay());
            }
        }
        if (learn) {
            counts[slot] += counts[slot] <= DAYS * perSlot ? 1 : 0;
            means[slot] += (float) (Math.max(1.0 / counts[slot], 1 / (DAYS * perSlot)) * (z - means[slot]));
        }
    }

    int bytes() {
        if (slots == 0) {
            return 1;
        }
        int bytes = 1 + 3 * Double.BYTES + ExponentialStats.BYTES + fromDay.bytes() + fromWeekday.bytes();
        for (int i = 0; i < slots; i++) {
            bytes += StateBytes.length(counts[i]) + (counts[i] > 0 ? Float.BYTES : 0);
        }
        for (Weekday one : weekdays) {
            bytes += one.bytes();
        }
        return bytes;
    }

    void write(ByteBuffer to) {
        to.put((byte) slots);
        if (slots == 0) {
            return;
        }
        to.putDouble(perSlot).putDouble(center).putDouble(scale);
        all.write(to);
        fromDay.write(to);
        fromWeekday.write(to);
        for (int i = 0; i < slots; i++) {
            StateBytes.write(counts[i], to);
            if (counts[i] > 0) {
                to.putFloat(means[i]);
            }
        }
        for (Weekday one : weekdays) {
            one.write(to);
        }
    }

    void read(ByteBuffer from) {
        slots = (int) StateBytes.count(from, MOST_SLOTS);
        if (slots == 0) {
            return;
        }
        perSlot = Math.max(Double.MIN_NORMAL, StateBytes.notNegative(from));
        center = StateBytes.finite(from);
        scale = Math.max(Double.MIN_NORMAL, StateBytes.notNegative(from));
        all.read(from);
        fromDay.read(from);
        fromWeekday.read(from);
        for (int i = 0; i < slots; i++) {
            counts[i] = (int) StateBytes.count(from, Integer.MAX_VALUE);
            means[i] = counts[i] > 0 ? StateBytes.finiteFloat(from) : 0;
        }
        for (Weekday one : weekdays) {
            one.read(from);
        }
    }
}
