package io.vigia.detection.rule;

import io.vigia.detection.judgement.Episode;
import io.vigia.detection.model.AdaptiveParameters;
import io.vigia.detection.tuning.Tuning;
import io.vigia.verdict.Reason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rule {@code adaptive-2} for one sensor: provisional verdicts from {@link StartingBand}, then verdicts from a {@link
 * Baseline}, and the incident that is open. Not thread-safe.
 *
 * <table>
 * <caption>Bytes of a state, big-endian; b is 49 and the length of the baseline, or of what stands for it</caption>
 * <tr><th>from</th><th>length</th><th>content</th></tr>
 * <tr><td>0</td><td>1</td><td>1 if calibrated, else 0</td></tr>
 * <tr><td>1</td><td>1</td><td>1 if the level had moved when it was last compared, else 0</td></tr>
 * <tr><td>2</td><td>1</td><td>abnormal readings in a row, at most 3</td></tr>
 * <tr><td>3</td><td>2</td><td>values that were learned, unsigned</td></tr>
 * <tr><td>5</td><td>8</td><td>time of the newest reading, epoch milliseconds</td></tr>
 * <tr><td>13</td><td>8</td><td>recent alarms, each weighing less as readings pass</td></tr>
 * <tr><td>21</td><td>8</td><td>what S must reach while an incident is open, at sensitivity 1; 0 if none is</td></tr>
 * <tr><td>29</td><td>4</td><td>readings since the last alarm that counts</td></tr>
 * <tr><td>33</td><td>16</td><td>{@link StuckRun}</td></tr>
 * <tr><td>49</td><td></td><td>{@link Baseline}; before the calibration {@link StartingBand}, and the last intervals</td></tr>
 * <tr><td>b</td><td></td><td>{@link Incident}, then {@link Lesson}</td></tr>
 * </table>
 */
public final class AdaptiveSensor {
    /** Intervals between the first readings whose median is the sensor's rhythm. */
    private static final int INTERVALS = 25;
    /** Abnormal readings in a row that become the new normal before the first calibration. */
    private static final int EARLY_ADOPTION = 3;

    /** Length of the part of a state that is always there. */
    private static final int FIXED = 3 + Short.BYTES + Long.BYTES + 2 * Double.BYTES + Integer.BYTES + StuckRun.BYTES;

    private AdaptiveParameters parameters;
    private Tuning tuning = Tuning.NONE;
    private final StateBytes place = new StateBytes(new byte[0]);
    private final StartingBand start = new StartingBand();
    private final Window intervals = Window.ofFloats(INTERVALS);
    private final Baseline baseline;
    private final StuckRun stuck = new StuckRun();
    private final Incident incident = new Incident();
    private final Lesson lesson = new Lesson();

    /** Readings learned before the last calibration. */
    private int learned;

    private boolean calibrated;
    private int abnormalInRow;
    private long newestTs = Long.MIN_VALUE;
    /** Readings since the last alarm that counts, and k right after it. */
    private long sinceAlarm;

    private double alarms;
    /** What S must reach while an incident is open, at sensitivity 1; 0 if none is. */
    private double heldBound;
    /** Whether the level had moved when it was last compared. */
    private boolean moved;

    public AdaptiveSensor(AdaptiveParameters parameters) {
        this.parameters = parameters;
        baseline = new Baseline(parameters);
    }

    /**
     * Goes on under what is set for the sensor.
     *
     * @param tuned the parameters, with what is set of them
     */
    public void tune(AdaptiveParameters tuned, Tuning newTuning) {
        parameters = tuned;
        tuning = newTuning;
        baseline.tune(tuned, newTuning);
    }

    /** Whether the first calibration is over: {@link #mean} and {@link #deviation} are known. */
    public boolean calibrated() {
        return calibrated;
    }

    /** Mean of the values of the last calibration. */
    public double mean() {
        return baseline.mean();
    }

    /** Standard deviation of the values of the last calibration; above 0. */
    public double deviation() {
        return baseline.deviation();
    }

    /** Values that were learned: the index of the next one in the sensor's history, up to the last calibration. */
    public int learned() {
        return learned;
    }

    /** Whether mean and deviation may change with one of the next {@code held} readings. */
    public boolean mayChange(int held, long ts) {
        // As many may be an incident that begins and is adopted, or a calibration after that.
        return held >= Math.min(parameters.firstCalibration(), parameters.adoptReadings())
                || calibratesWithin(held, parameters.firstCalibration())
                || calibratesWithin(held, parameters.lastCalibration())
                || incident.isDue(ts, held, parameters);
    }

    private boolean calibratesWithin(int held, int at) {
        return learned < at && learned + held >= at;
    }

    /**
     * Takes a reading without a prediction.
     *
     * @param beyond whether it is outside the limits
     * @param learns false if nothing may be learned from it
     * @param out gets whether it opens an incident, and nothing else
     */
    public void observe(double value, long ts, boolean beyond, boolean learns, Verdict out) {
        follow(value, ts);
        if (!calibrated && !beyond && learns) {
            start.add(value);
        }
        Incident.Change change = tuning.isLimited() ? incident.take(beyond, ts, parameters) : Incident.Change.NONE;
        out.incident(change == Incident.Change.OPENED, incident.episode(change));
    }

    private void follow(double value, long ts) {
        if (!calibrated && newestTs != Long.MIN_VALUE && ts > newestTs) {
            intervals.add((double) ts - newestTs);
        }
        newestTs = ts;
        stuck.add(value);
        sinceAlarm++;
    }

    /**
     * Judges a reading.
     *
     * @param prediction the network's, finite
     * @param learns false if nothing may be learned from it
     * @return true if the reading was learned: {@link #learned} says how many were, and {@link #calibrate} is to be called when
     *     {@link #isCalibrationDue} says so
     */
    public boolean judge(double value, double prediction, long ts, boolean learns, Verdict out) {
        follow(value, ts);
        return calibrated
                ? score(value, prediction, ts, learns, out)
                : startingVerdict(value, prediction, ts, learns, out);
    }

    private boolean startingVerdict(double value, double prediction, long ts, boolean learns, Verdict out) {
        boolean banded = start.lay(tuning.sensitivity());
        double expected = banded ? Math.max(start.lower, Math.min(start.upper, prediction)) : prediction;
        double lower = tuning.lower(expected, banded ? start.lower : Double.NaN);
        double upper = tuning.upper(expected, banded ? start.upper : Double.NaN);
        boolean beyond = tuning.isBeyondLimits(value);
        boolean anomaly = beyond || value < lower || value > upper;
        out.set(true, expected, anomaly ? 2 * parameters.threshold() : 0, parameters.threshold(), 0);
        out.band(lower, upper);
        out.limit(tuning);
        Reason reason = anomaly ? Reason.VALUE : null;
        out.decide(anomaly, beyond ? Reason.LIMIT : reason);
        Incident.Change change = incident.take(anomaly, ts, parameters);
        out.incident(change == Incident.Change.OPENED, incident.episode(change));
        abnormalInRow = anomaly ? abnormalInRow + 1 : 0;
        if (learns && (!parameters.hold() || !anomaly || abnormalInRow >= EARLY_ADOPTION)) {
            start.add(value);
        }
        return learns;
    }

    private boolean score(double value, double prediction, long ts, boolean learns, Verdict out) {
        Parts parts = out.parts;
        double expected = baseline.expected(prediction);
        baseline.score(value, expected, ts, parts);
        boolean isStuck = stuck.begins() || parameters.hold() && incident.lasts() && stuck.lasts();
        parts.stuck = isStuck ? parameters.stuckScore() : 0;
        double repeats = alarms == 0 ? 0 : alarms * Math.pow(0.5, sinceAlarm / parameters.halfLife());
        double bound = bound(repeats);
        double rest = parts.restCubed();
        double most = Parts.cube(bound);
        boolean exceeded = parts.total() >= bound;
        boolean rare = exceeded && (rest < most && !isStuck || parts.ownCubed() >= most);
        boolean stillMoved = stillMoved(parts, bound, rare);
        lay(value, expected, rest < most ? most - rest : most, rare, out);
        boolean deviates = tuning.deviates(value, expected);
        boolean beyond = tuning.isBeyondLimits(value);
        boolean byValue = beyond || rare && deviates && out.excludes(value);
        boolean byLevel = stillMoved && deviates;
        boolean anomaly = byValue || exceeded && (isStuck || !rare && deviates) || byLevel;
        out.limit(tuning);
        out.set(
                false,
                expected,
                exceeded ? parts.total() : Math.max(parts.total(), anomaly ? bound : 0),
                bound,
                repeats);
        Reason reason = reason(exceeded, anomaly, rare, parts);
        out.decide(anomaly, beyond ? Reason.LIMIT : reason);
        if (reason != null && !beyond && !byLevel) {
            out.boundFactor(parts.excess(reason, bound));
        }
        Incident.Change change = incident.take(anomaly, ts, parameters);
        boolean kept = learns
                ? learn(value, expected, ts, byValue, change, repeats, bound)
                : passOver(value, expected, byValue, change, bound);
        out.incident(change == Incident.Change.OPENED, calibrated ? incident.episode(change) : Episode.ADOPTED);
        return kept;
    }

    private static @Nullable Reason reason(boolean exceeded, boolean anomaly, boolean byValue, Parts parts) {
        if (!anomaly) {
            return null;
        }
        return exceeded ? parts.reason(byValue) : Reason.LEVEL;
    }

    private double bound(double repeats) {
        boolean held = parameters.hold() && incident.lasts() && heldBound > 0;
        return held
                ? heldBound / tuning.sensitivity()
                : parameters.threshold() * (1 + parameters.thresholdStep() * repeats);
    }

    /** The level is compared at the end of blocks alone; in between, an open incident goes on. */
    private boolean stillMoved(Parts parts, double bound, boolean byValue) {
        if (!parameters.hold()) {
            return false;
        }
        if (baseline.comparesLevels()) {
            moved = !byValue && Parts.cube(parts.shortShift) + Parts.cube(parts.longShift) >= Parts.cube(bound);
            return false;
        }
        return moved && incident.lasts();
    }

    /** Sets the band: from the expected value outward to where the value alone would be an anomaly, in agreement with the verdict. */
    private void lay(double value, double expected, double sum, boolean byValue, Verdict out) {
        double lower = baseline.reach(-1, expected, 0, sum);
        double upper = baseline.reach(1, expected, 0, sum);
        if (byValue) {
            // Rounding may have left the value inside, by a hair.
            lower = value <= expected && !(value <= lower) ? value : lower;
            upper = value >= expected && !(value >= upper) ? value : upper;
        } else if (value < lower) {
            lower = beyond(-1, value, expected, sum);
        } else if (value > upper) {
            upper = beyond(1, value, expected, sum);
        }
        out.band(tuning.lower(expected, lower), tuning.upper(expected, upper));
    }

    /** A normal value that lies farther out than an abnormal one is at a level of its own, to whose end the band reaches. */
    private double beyond(int sign, double value, double expected, double sum) {
        double edge = baseline.reach(sign, expected, Math.abs(value - expected), sum);
        return sign * (edge - value) < 0 ? value : edge;
    }

    /** Goes on without learning. */
    private boolean passOver(double value, double expected, boolean byValue, Incident.Change change, double bound) {
        if (change != Incident.Change.NONE) {
            lesson.noted = false;
        }
        heldBound = incident.lasts() ? bound * tuning.sensitivity() : 0;
        if (byValue) {
            baseline.skip();
        } else {
            baseline.passOver(value, expected);
        }
        return false;
    }

    private boolean learn(
            double value,
            double expected,
            long ts,
            boolean byValue,
            Incident.Change change,
            double repeats,
            double bound) {
        if (change == Incident.Change.OPENED) {
            alarms = repeats + 1;
            sinceAlarm = 0;
        }
        if (!parameters.hold()) {
            baseline.add(value, expected, true);
            return learned < parameters.lastCalibration();
        }
        if (change == Incident.Change.OPENED) {
            baseline.note(value, expected, lesson);
            lesson.noted = true;
        } else if (change == Incident.Change.CLOSED && lesson.noted) {
            baseline.learn(lesson);
            lesson.noted = false;
        }
        heldBound = incident.lasts() ? bound * tuning.sensitivity() : 0;
        if (byValue) {
            baseline.skip();
        } else {
            baseline.add(value, expected, !incident.lasts());
        }
        if (incident.isDue(ts, 0, parameters)) {
            adopt();
            return true;
        }
        return !incident.lasts() && learned < parameters.lastCalibration();
    }

    /** Begins anew: what is abnormal has lasted so long that it is the new normal. */
    private void adopt() {
        endIncident();
        start.clear();
        intervals.clear();
        learned = 0;
        calibrated = false;
        abnormalInRow = 0;
        moved = false;
    }

    /** Ends the incident: nothing is wrong any more. What the incident was about is not learned. */
    public void endIncident() {
        incident.close();
        heldBound = 0;
        lesson.noted = false;
    }

    /**
     * Ends the incident, and learns its readings as normal ones: what its first one teaches, and the latest.
     *
     * @param newest the newest values, oldest first
     */
    public void learnIncident(double[] newest) {
        if (calibrated && incident.readings() > 0) {
            int own = (int) Math.min(newest.length, incident.readings());
            baseline.expect(newest, own, incident.readings(), lesson);
        }
        endIncident();
        moved = false;
    }

    /** Counts a reading that was learned and kept in the sensor's history. */
    public void keep() {
        learned++;
    }

    /** Whether the learned values have become as many as a calibration takes. */
    public boolean isCalibrationDue() {
        return learned == parameters.firstCalibration() || learned == parameters.lastCalibration();
    }

    /** Whether the next value belongs to the values that a calibration takes. */
    public boolean isLearning() {
        return learned < parameters.lastCalibration();
    }

    /** Calibrates from the values that were learned. */
    public void calibrate(double[] values, Replay replay) {
        boolean[] kept = parameters.hold() ? AbsurdValues.kept(values) : Baseline.all(values.length);
        baseline.calibrate(values, kept, replay);
        stuck.calibrate(values, parameters.stuckRun(), parameters.stuckFactor());
        if (!calibrated) {
            baseline.beginSeason(interval());
            calibrated = true;
        }
    }

    private double interval() {
        double[] sorted = new double[intervals.size()];
        Arrays.setAll(sorted, intervals::fromNewest);
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    /** Forgets all that came of predictions: another network predicts from now on. */
    public void forgetErrors() {
        baseline.forgetErrors();
    }

    private int bytes() {
        int bytes = FIXED + incident.bytes() + lesson.bytes();
        return bytes + (calibrated ? baseline.bytes() : start.bytes() + intervals.bytes());
    }

    /** Whether the sensor whose state this is was {@link #calibrated}. */
    public static boolean calibrated(byte[] state) {
        return state[0] != 0;
    }

    /** The {@link #mean} of the calibrated sensor whose state this is. */
    public static double mean(byte[] state) {
        return StateBytes.doubleAt(state, FIXED);
    }

    /** The {@link #deviation} of the calibrated sensor whose state this is. */
    public static double deviation(byte[] state) {
        return StateBytes.doubleAt(state, FIXED + Double.BYTES);
    }

    /**
     * Writes the state, big-endian, over the one that was read last, or elsewhere if its length changed.
     *
     * @return where it lies
     */
    public byte[] write(byte[] read) {
        byte[] state = read.length == bytes() ? read : new byte[bytes()];
        write(place.of(state));
        return state;
    }

    private void write(StateBytes to) {
        to.putFlag(calibrated);
        to.putFlag(moved);
        to.put((byte) Math.min(abnormalInRow, EARLY_ADOPTION)).putShort((short) learned);
        to.putLong(newestTs).putDouble(alarms).putDouble(heldBound);
        to.putSaturated(sinceAlarm);
        stuck.write(to);
        if (calibrated) {
            baseline.write(to);
        } else {
            start.write(to);
            intervals.write(to);
        }
        incident.write(to);
        lesson.write(to);
    }

    /**
     * Becomes the sensor whose state {@link #write} wrote, under parameters with the same calibrations. Parts of the state
     * may be changed in place from now on.
     */
    public void read(byte[] state) {
        read(place.of(state));
    }

    private void read(StateBytes from) {
        calibrated = from.getFlag();
        moved = from.getFlag();
        abnormalInRow = from.get();
        learned = from.getShort() & 0xffff;
        newestTs = from.getLong();
        alarms = from.getDouble();
        heldBound = from.getDouble();
        sinceAlarm = from.getInt();
        stuck.read(from);
        if (calibrated) {
            baseline.read(from);
        } else {
            start.read(from);
            intervals.read(from);
        }
        incident.read(from);
        lesson.read(from);
    }
}
