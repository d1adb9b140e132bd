package io.vigia.detection.rule;

import io.vigia.verdict.SeasonKind;

/**
 * How far the newest readings lie from what is usual at their time: a profile of the day, or, where that explains clearly
 * more, the straight line that leads from the profile to the values of the weekday. It counts only while the season explains
 * enough of the variance.
 *
 * <p>Days are those of the sensor's zone, UTC unless people have set another. Values are kept in deviations from a center, so that floats are exact enough.
 *
 * <table>
 * <caption>Bytes, big-endian; s is the number of slots, and without slots nothing follows it</caption>
 * <tr><th>from</th><th>length</th><th>content</th></tr>
 * <tr><td>0</td><td>1</td><td>s</td></tr>
 * <tr><td>1</td><td>8</td><td>readings in a slot on one day</td></tr>
 * <tr><td>9</td><td>16</td><td>center and scale</td></tr>
 * <tr><td>25</td><td>1</td><td>slot of the newest reading; −1 before the first</td></tr>
 * <tr><td>26</td><td>12</td><td>sum (8) and number of its readings</td></tr>
 * <tr><td>38</td><td>12</td><td>weight, mean and variance of all values, as floats</td></tr>
 * <tr><td>50</td><td>73</td><td>deviation from the day: {@link SeasonDeviation}</td></tr>
 * <tr><td>123</td><td>73</td><td>deviation from the weekday</td></tr>
 * <tr><td>196</td><td>3 s</td><td>the profile</td></tr>
 * <tr><td>196 + 3 s</td><td>140</td><td>seven {@link Weekday}s</td></tr>
 * </table>
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
    private static final int DAYS = 7;
    /** Weeks that a weekday looks back on. */
    private static final double WEEKS = 4;
    /** Days that a slot needs before it is known. */
    private static final int NEEDED = 2;
    /** Part of a slot's readings on one day that must be learned, so that the day counts. */
    private static final double LEARNED = 0.5;
    /** Steps in which a slot's mean is kept in one deviation of all values; up to 64 deviations either way. */
    private static final double STEPS = 512;

    private static final int SLOT_BYTES = 3;
    /** Weeks' worth of readings that a weekday needs before it is known. */
    private static final double NEEDED_OF_WEEKDAY = 1.9;
    /** Readings in a slot on one day from which on a value lies between two slots' means. */
    private static final double SEVERAL = 1.5;
    /** Part of the deviation of all values that counts as a deviation of the season at least. */
    private static final double LEAST = 0.05;

    /** For each slot the mean in {@link #STEPS}, two bytes, and the days that it is of, one byte. */
    private final StoredArray profile = new StoredArray(MOST_SLOTS * SLOT_BYTES);

    private final StoredArray weekdays = new StoredArray(WEEK * Weekday.BYTES);
    private final SeasonDeviation fromDay = new SeasonDeviation();
    private final SeasonDeviation fromWeekday = new SeasonDeviation();
    private final ExponentialStats all = new ExponentialStats();
    /** Number of slots in a day; 0 if the rhythm allows no season. */
    private int slots;
    /** Readings in each slot on one day. */
    private double perSlot;
    /** The slot of the newest reading; -1 before the first. */
    private int openSlot = -1;
    /** Sum and number of the readings of it that were learned. */
    private double openSum;

    private int openCount;

    private double center;
    private double scale = 1;

    // What look() found.
    private double z;
    private int slot;
    private boolean known;
    private double usual;
    /** The weekday of it, and its number. */
    private final Weekday weekday = new Weekday();

    private int day;
    private boolean weekdayKnown;

    /**
     * Begins anew.
     *
     * @param interval the usual time between readings in milliseconds; 0 if unknown
     */
    void begin(double interval, double newCenter, double newScale) {
        profile.reset();
        openSlot = -1;
        openSum = 0;
        openCount = 0;
        weekdays.reset();
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

    /**
     * Looks up what is usual at the time of a value, for the calls that follow.
     *
     * @param localTs epoch milliseconds, as a clock at the sensor would show them if it took itself for one of UTC
     */
    void look(double value, long localTs) {
        known = false;
        if (slots == 0) {
            return;
        }
        z = (value - center) / scale;
        double days = localTs / DAY;
        double place = (days - Math.floor(days)) * slots;
        day = Math.floorMod((long) Math.floor(days), WEEK);
        weekday.read(weekdays, day);
        weekdayKnown = weekday.readings() >= NEEDED_OF_WEEKDAY * perDay();
        if (perSlot < SEVERAL) {
            slot = (int) Math.rint(place) % slots;
            known = days(slot) >= NEEDED;
            usual = mean(slot);
        } else {
            slot = Math.min(slots - 1, (int) place);
            int floor = (int) Math.floor(place - 0.5);
            double share = place - 0.5 - floor;
            int before = Math.floorMod(floor, slots);
            int after = (before + 1) % slots;
            known = days(before) >= NEEDED && days(after) >= NEEDED;
            usual = (1 - share) * mean(before) + share * mean(after);
        }
    }

    /** Deviations between the newest readings, the one looked up included, and the season; 0 to {@code cap}. */
    double excess(double cap, SeasonKind kind) {
        if (!known || kind == SeasonKind.NONE) {
            return 0;
        }
        boolean byWeekday = weekdayKnown && !fromWeekday.isEmpty() && prefersWeekday(kind);
        SeasonDeviation best = byWeekday ? fromWeekday : fromDay;
        double variance = all.deviation() * all.deviation();
        if (!(variance > 0) || best.unexplained() > (1 - EXPLAINED) * variance) {
            return 0;
        }
        return best.excess(z - (byWeekday ? weekday.of(usual) : usual), LEAST * all.deviation(), cap);
    }

    private boolean prefersWeekday(SeasonKind kind) {
        return kind == SeasonKind.WEEK
                || kind == SeasonKind.AUTO && fromWeekday.unexplained() < BETTER * fromDay.unexplained();
    }

    /**
     * Takes the value looked up; learns from it, or from its deviation alone and bounded. A weekday that is not known yet is
     * always learned: an idle first weekend looks abnormal.
     */
    void add(boolean mayLearn) {
        if (slots == 0) {
            return;
        }
        boolean learn = mayLearn || !weekdayKnown;
        if (known) {
            double span = DAYS * perDay();
            fromDay.add(z - usual, learn, span);
            if (weekdayKnown) {
                fromWeekday.add(z - weekday.of(usual), learn, span);
            }
            if (learn) {
                all.add(z, span);
                weekday.add(usual, z, WEEKS * perDay());
                weekday.write(weekdays, day);
            }
        }
        if (slot != openSlot) {
            close();
            openSlot = slot;
        }
        if (learn) {
            openSum += z;
            openCount++;
        }
    }

    /** Learns the mean of the slot that is over, if enough of it was learned. */
    private void close() {
        if (openSlot >= 0 && openCount >= Math.max(1, LEARNED * perSlot)) {
            int seen = Math.min(days(openSlot) + 1, DAYS);
            double newMean = mean(openSlot) + (openSum / openCount - mean(openSlot)) / seen;
            int steps = (int) Math.rint(Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, newMean * STEPS)));
            profile.putShort(openSlot * SLOT_BYTES, steps);
            profile.put(openSlot * SLOT_BYTES + Short.BYTES, seen);
        }
        openSum = 0;
        openCount = 0;
    }

    private double mean(int of) {
        return (short) profile.getShort(of * SLOT_BYTES) / STEPS;
    }

    private int days(int of) {
        return profile.get(of * SLOT_BYTES + Short.BYTES);
    }

    int bytes() {
        if (slots == 0) {
            return 1;
        }
        return 2
                + 4 * Double.BYTES
                + Integer.BYTES
                + ExponentialStats.FLOATS
                + fromDay.bytes()
                + fromWeekday.bytes()
                + slots * SLOT_BYTES
                + WEEK * Weekday.BYTES;
    }

    void write(StateBytes to) {
        to.put((byte) slots);
        if (slots == 0) {
            return;
        }
        to.putDouble(perSlot).putDouble(center).putDouble(scale);
        to.put((byte) openSlot).putDouble(openSum).putInt(openCount);
        all.writeFloats(to);
        fromDay.write(to);
        fromWeekday.write(to);
        profile.write(to, slots * SLOT_BYTES);
        weekdays.write(to, WEEK * Weekday.BYTES);
    }

    void read(StateBytes from) {
        slots = from.get();
        if (slots == 0) {
            return;
        }
        perSlot = from.getDouble();
        center = from.getDouble();
        scale = from.getDouble();
        openSlot = from.get();
        openSum = from.getDouble();
        openCount = from.getInt();
        all.readFloats(from);
        fromDay.read(from);
        fromWeekday.read(from);
        profile.read(from, slots * SLOT_BYTES);
        weekdays.read(from, WEEK * Weekday.BYTES);
    }
}
