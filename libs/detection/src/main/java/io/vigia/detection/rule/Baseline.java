package io.vigia.detection.rule;

import io.vigia.detection.model.AdaptiveParameters;
import io.vigia.detection.tuning.Tuning;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * What the readings of one sensor are compared with. {@link #score} changes nothing; {@link #add} takes a reading, and
 * learns from it or not; {@link #skip} takes one that is so wrong that nothing may follow it.
 *
 * <table>
 * <caption>Bytes, big-endian; r is the length of a {@link Rarity}: 98, or 176 after 65,535 values</caption>
 * <tr><th>from</th><th>length</th><th>content</th></tr>
 * <tr><td>0</td><td>8</td><td>mean</td></tr>
 * <tr><td>8</td><td>8</td><td>standard deviation</td></tr>
 * <tr><td>16</td><td>8</td><td>the newest reading that was not skipped</td></tr>
 * <tr><td>24</td><td>1</td><td>readings for which the window holds a wild value</td></tr>
 * <tr><td>25</td><td>1</td><td>1 if the reading before was skipped, else 0</td></tr>
 * <tr><td>26</td><td>r</td><td>rarity of values</td></tr>
 * <tr><td>26 + r</td><td>r</td><td>rarity of steps</td></tr>
 * <tr><td>26 + 2 r</td><td>97</td><td>{@link RecentError}</td></tr>
 * <tr><td>123 + 2 r</td><td>450</td><td>{@link Levels}</td></tr>
 * <tr><td>573 + 2 r</td><td>36</td><td>{@link Quietness}</td></tr>
 * <tr><td>609 + 2 r</td><td></td><td>{@link Season}</td></tr>
 * </table>
 */
final class Baseline {
    /** Readings for which the network's window holds a wild value. */
    private static final int WILD = 10;

    private static final double WILD_DEVIATIONS = 3;
    /** Deviations beyond which a reading that must not be learned counts no more. */
    private static final double REACH = 3;
    /** After an abnormal reading, one whose rarity counts less than this is back where the sensor usually is. */
    private static final double USUAL = 0.7;
    /** The share of what is compared that an incident becomes which was to be expected. */
    private static final double EXPECTED = 0.1;
    /** Part of a sum below which rounding can't matter. */
    private static final double CLOSE = 1 - 1e-9;

    private AdaptiveParameters parameters;
    private Tuning tuning = Tuning.NONE;
    private final Rarity values = new Rarity();
    private final Rarity steps = new Rarity();
    private final RecentError error = new RecentError();
    private final Levels levels = new Levels();
    private final Quietness quietness = new Quietness();
    private final Season season = new Season();

    private double mean;
    private double deviation = 1;
    private double floor;
    /** The newest reading that was not skipped. */
    private double previous;

    private int wild;
    private boolean afterSkipped;

    Baseline(AdaptiveParameters parameters) {
        this.parameters = parameters;
    }

    /** Goes on under these parameters. */
    void tune(AdaptiveParameters tuned, Tuning newTuning) {
        parameters = tuned;
        tuning = newTuning;
    }

    double mean() {
        return mean;
    }

    double deviation() {
        return deviation;
    }

    /** Sets all but the season from the first values of the sensor, at least two of which are kept, as if it had judged them. */
    void calibrate(double[] x, boolean[] kept, Replay replay) {
        measure(x, kept);
        error.clear();
        levels.clear();
        quietness.clear();
        wild = 0;
        afterSkipped = false;
        boolean started = false;
        double[] predictions = replay.predict(x, mean, deviation);
        for (int i = 0; i < x.length; i++) {
            if (!kept[i]) {
                wild = WILD;
                if (started) {
                    values.add(x[i]);
                    steps.add(x[i] - previous);
                }
                continue;
            }
            if (!started) {
                previous = x[i];
                started = true;
            }
            learn(x[i], expected(predictions[i]));
            follow(x[i], expected(predictions[i]));
        }
    }

    private void measure(double[] x, boolean[] kept) {
        double lo = Double.POSITIVE_INFINITY;
        double hi = Double.NEGATIVE_INFINITY;
        double lowStep = 0;
        double highStep = 0;
        double sum = 0;
        int count = 0;
        double before = Double.NaN;
        for (int i = 0; i < x.length; i++) {
            if (kept[i]) {
                lo = Math.min(lo, x[i]);
                hi = Math.max(hi, x[i]);
                sum += x[i];
                if (count++ > 0) {
                    lowStep = Math.min(lowStep, x[i] - before);
                    highStep = Math.max(highStep, x[i] - before);
                }
                before = x[i];
            }
        }
        scale(sum / count, squares(x, kept, sum / count) / count);
        values.span(lo, hi, 0.1 * Math.max(Math.abs(hi), 1));
        steps.span(lowStep, highStep, 0.1);
    }

    private static double squares(double[] x, boolean[] kept, double mean) {
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            squares += kept[i] ? (x[i] - mean) * (x[i] - mean) : 0;
        }
        return squares;
    }

    private void scale(double newMean, double variance) {
        mean = newMean;
        deviation = Math.max(Math.sqrt(variance), Math.max(1e-6 * Math.abs(mean), 1e-9));
        setFloor();
    }

    private void setFloor() {
        floor = 1e-3 * deviation + 1e-9 * Math.abs(mean) + 1e-12;
    }

    /** Begins a season. {@code interval} is the usual time between readings in milliseconds. */
    void beginSeason(double interval) {
        season.begin(parameters.seasonWeight() > 0 ? interval : 0, mean, deviation);
    }

    /** What is expected: the network's prediction, or the reading before while the network's window holds a wild one. */
    double expected(double prediction) {
        return wild > 0 ? previous : prediction;
    }

    /** Scores a value. {@code expected} is what {@link #expected} says. */
    void score(double value, double expected, long ts, Parts parts) {
        double step = value - previous;
        double distance = value - mean;
        double cap = parameters.cap();
        parts.value = valuePart(values.of(value));
        boolean back = isBack(parts.value);
        parts.step = back ? 0 : parameters.stepWeight() * steps.of(step);
        parts.error = back ? 0 : parameters.errorWeight() * error.excess(Math.abs(value - expected), floor, cap);
        season.look(value, local(ts));
        parts.season = parameters.seasonWeight() * season.excess(cap, tuning.season());
        parts.quiet = parameters.quietWeight() * quietness.excess(step, deviation, cap);
        parts.shortShift = parameters.levelWeight() * levels.shortExcess(distance, floor, cap);
        parts.longShift = parameters.levelWeight() * levels.longExcess(distance, floor, cap);
        parts.stuck = 0;
    }

    private long local(long ts) {
        ZoneId zone = tuning.zone();
        return zone == null
                ? ts
                : ts
                        + 1_000L
                                * zone.getRules()
                                        .getOffset(Instant.ofEpochMilli(ts))
                                        .getTotalSeconds();
    }

    private double valuePart(double rarity) {
        return parameters.valueWeight() * rarity;
    }

    private boolean isBack(double valuePart) {
        return afterSkipped && valuePart < USUAL * parameters.threshold();
    }

    /** Whether shifts of the level are compared at the next reading. */
    boolean comparesLevels() {
        return levels.atEnd();
    }

    /** Takes the reading that was scored last; learns from it as usual, or bounded. */
    void add(double value, double expected, boolean learn) {
        boolean comparable = begin(value, learn);
        if (learn) {
            learn(value, comparable ? expected : value);
        }
        if (comparable) {
            error.follow(Math.abs(value - expected));
        }
        if (!learn) {
            learnBounded(value, comparable);
        }
        followAllButError(value);
    }

    /** Takes the reading that was scored last, and learns nothing from it. */
    void passOver(double value, double expected) {
        if (begin(value, false)) {
            error.follow(Math.abs(value - expected));
        }
        quietness.follow(value - previous);
        followAllButError(value);
    }

    /** Whether the reading can be compared with the one before. */
    private boolean begin(double value, boolean learn) {
        season.add(learn);
        boolean comparable = !afterSkipped;
        if (!comparable) {
            afterSkipped = false;
            previous = value;
        }
        return comparable;
    }

    private void learn(double value, double expected) {
        double span = parameters.memory();
        double distance = value - mean;
        values.add(value);
        steps.add(value - previous);
        error.learn(error.with(Math.abs(value - expected)), span);
        levels.learn(levels.shortShift(distance), levels.longShift(distance), span);
        quietness.follow(value - previous);
        quietness.learn(deviation, span);
    }

    private void learnBounded(double value, boolean comparable) {
        double span = parameters.memory();
        double distance = value - mean;
        if (comparable) {
            error.learnBounded(floor, REACH, span);
        }
        levels.learnBounded(levels.shortShift(distance), levels.longShift(distance), floor, REACH, span);
        quietness.follow(value - previous);
        quietness.learnBounded(deviation, REACH, span);
    }

    private void follow(double value, double expected) {
        error.follow(Math.abs(value - expected));
        followAllButError(value);
    }

    private void followAllButError(double value) {
        wild = Math.abs((value - mean) / deviation) > WILD_DEVIATIONS ? WILD : Math.max(0, wild - 1);
        levels.follow(value - mean);
        previous = value;
    }

    /** Takes a reading that is wrong by its value: the next one is compared with the reading before it. */
    void skip() {
        afterSkipped = true;
        wild = WILD;
    }

    /** Keeps what a reading that must not be learned yet would teach. */
    void note(double value, double expected, Lesson lesson) {
        double distance = value - mean;
        lesson.value = value;
        lesson.step = value - previous;
        lesson.error = error.with(Math.abs(value - expected));
        lesson.shortShift = levels.shortShift(distance);
        lesson.longShift = levels.longShift(distance);
    }

    /** Learns what was noted: as often as a reading stays in what is compared. */
    void learn(Lesson lesson) {
        double span = parameters.memory();
        double meanError = Math.min(values.width(), lesson.error);
        for (int i = 0; i < Lesson.VALUES; i++) {
            values.add(lesson.value);
            steps.add(lesson.step);
            levels.learn(lesson.shortShift, lesson.longShift, span);
        }
        for (int i = 0; i < Lesson.ERRORS; i++) {
            error.learn(meanError, span);
        }
    }

    /**
     * Learns an incident that was to be expected as often as makes it {@value #EXPECTED} of what readings are compared with: then each
     * part stays below its bound when the same comes again.
     *
     * @param newest the newest values, oldest first
     * @param own how many of them belong to the incident
     * @param readings how many readings the incident has
     */
    void expect(double[] newest, int own, long readings, Lesson lesson) {
        double span = parameters.memory();
        int count = own + (lesson.noted ? 1 : 0);
        double meanError = error.newest();
        if (lesson.noted) {
            // What goes comes back.
            expect(lesson.value, lesson.step, count);
            steps.add(-lesson.step, times(steps, count));
            meanError = Math.max(meanError, lesson.error);
        }
        double center = 0;
        for (int i = newest.length - own; i < newest.length; i++) {
            expect(newest[i], i == 0 ? 0 : newest[i] - newest[i - 1], count);
            center += (newest[i] - mean) / own;
        }
        for (int i = 0; i < EXPECTED * span; i++) {
            error.learn(Math.min(values.width(), meanError), span);
        }
        levels.expect(center, own == 0 ? 0 : readings, EXPECTED, span);
    }

    private void expect(double value, double step, int count) {
        values.add(value, times(values, count));
        steps.add(step, times(steps, count));
    }

    private static int times(Rarity rarity, int count) {
        return (int) Math.ceil(EXPECTED * rarity.total() / count);
    }

    /** Forgets all that came of predictions: another network predicts from now on. */
    void forgetErrors() {
        error.clear();
    }

    /**
     * The nearest value upwards ({@code sign} 1) or downwards (-1), from a distance from the expected value on, at which
     * the cubes of the parts that depend on the value reach a sum; where the search began if they are there already; NaN
     * if they never are.
     */
    double reach(int sign, double expected, double from, double sum) {
        double at = from;
        double value = expected + sign * at;
        int valueCell = values.cell(value);
        int stepCell = steps.cell(value - previous);
        double zero = error.zero();
        double slope = error.slope(floor);
        while (true) {
            double valueEnd = sign * (values.end(valueCell, sign) - expected);
            double stepEnd = sign * (steps.end(stepCell, sign) + previous - expected);
            double end = Math.max(at, Math.min(valueEnd, stepEnd));
            if (mostCubed(valueCell, stepCell) + errorCubed(end, zero, slope) >= CLOSE * sum) {
                double rare = valuePart(values.ofCell(valueCell));
                double step = parameters.stepWeight() * steps.ofCell(stepCell);
                boolean back = isBack(rare);
                double missing = sum - Parts.cube(rare) - (back ? 0 : Parts.cube(step));
                if (missing <= 0 || !back && errorCubed(at, zero, slope) >= missing) {
                    return expected + sign * at;
                }
                if (!back && errorCubed(end, zero, slope) >= missing) {
                    double needed = zero + Math.cbrt(missing) / parameters.errorWeight() / slope;
                    return expected + sign * Math.max(at, Math.min(end, needed));
                }
            }
            if (end == Double.POSITIVE_INFINITY) {
                return Double.NaN;
            }
            if (valueEnd <= end) {
                valueCell += sign;
            }
            if (stepEnd <= end) {
                stepCell += sign;
            }
            at = end;
        }
    }

    /** At least the cubes of the parts of two cells; takes no logarithm, since most cells are far from a bound. */
    private double mostCubed(int valueCell, int stepCell) {
        return Parts.cube(valuePart(values.mostOfCell(valueCell)))
                + Parts.cube(parameters.stepWeight() * steps.mostOfCell(stepCell));
    }

    private double errorCubed(double distance, double zero, double slope) {
        double excess = Math.max(0, Math.min(parameters.cap(), (distance - zero) * slope));
        return slope == 0 ? 0 : Parts.cube(parameters.errorWeight() * excess);
    }

    int bytes() {
        return 3 * Double.BYTES
                + 2
                + values.bytes()
                + steps.bytes()
                + error.bytes()
                + levels.bytes()
                + Quietness.BYTES
                + season.bytes();
    }

    /** Writes it: mean and deviation first. */
    void write(StateBytes to) {
        to.putDouble(mean).putDouble(deviation).putDouble(previous).put((byte) wild);
        to.putFlag(afterSkipped);
        values.write(to);
        steps.write(to);
        error.write(to);
        levels.write(to);
        quietness.write(to);
        season.write(to);
    }

    void read(StateBytes from) {
        mean = from.getDouble();
        deviation = from.getDouble();
        setFloor();
        previous = from.getDouble();
        wild = from.get();
        afterSkipped = from.getFlag();
        values.read(from);
        steps.read(from);
        error.read(from);
        levels.read(from);
        quietness.read(from);
        season.read(from);
    }

    /** All values of a calibration. */
    static boolean[] all(int count) {
        boolean[] kept = new boolean[count];
        Arrays.fill(kept, true);
        return kept;
    }
}
