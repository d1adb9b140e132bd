package io.vigia.detection;

import java.nio.ByteBuffer;

/**
 * What the rule {@code adaptive} remembers of one sensor. Until it is calibrated: a robust level, and where the last
 * anomaly was. From then on: the statistics of the formulas.
 */
final class AdaptiveState implements RuleState {
    private static final int COMMON_BYTES = 1 + Integer.BYTES + Long.BYTES;
    private static final int CALIBRATED_BYTES =
            RarityBins.BYTES + 2 * Drift.BYTES + 3 * Double.BYTES + Long.BYTES + Integer.BYTES;

    final RobustLevel early = new RobustLevel();
    final RarityBins bins = new RarityBins();
    final Drift error = new Drift();
    final Drift level = new Drift();
    /** The last errors but one mean's worth: the mean's newest is the one being judged. */
    final RecentValues errors;

    boolean calibrated;
    /** Repeats of the newest value right before it. */
    int run;
    /** Place of the last anomaly; -1 before the first. */
    long lastExceedance = -1;
    /** μ and σ of the calibration. */
    double mean;

    double deviation = 1;
    /** k as it was right after the last alarm, and the alarm's place. */
    double alarms;

    long lastAlarm;
    /** The run that counts as stuck; 0 for none. */
    int stuckRun;

    AdaptiveState(int errorMean) {
        errors = new RecentValues(errorMean - 1);
    }

    @Override
    public int bytes() {
        return COMMON_BYTES + (calibrated ? CALIBRATED_BYTES + errors.bytes() : RobustLevel.BYTES);
    }

    @Override
    public void write(ByteBuffer to) {
        to.put((byte) (calibrated ? 1 : 0)).putInt(run).putLong(lastExceedance);
        if (!calibrated) {
            early.write(to);
            return;
        }
        to.putDouble(mean).putDouble(deviation);
        bins.write(to);
        error.write(to);
        level.write(to);
        errors.write(to);
        to.putDouble(alarms).putLong(lastAlarm).putInt(stuckRun);
    }

    void read(StateReader from, long values, int firstCalibration) {
        int phase = from.unsignedByte();
        if (phase != (values < firstCalibration ? 0 : 1)) {
            throw new IncompatibleStateException(
                    "in phase " + phase + " after " + values + " readings",
                    "phase 0 before reading " + firstCalibration + " and 1 after");
        }
        calibrated = phase == 1;
        run = from.count();
        lastExceedance = from.place(values);
        if (calibrated) {
            readCalibrated(from, values);
        } else {
            early.read(from);
        }
    }

    private void readCalibrated(StateReader from, long values) {
        mean = from.finite();
        deviation = from.notNegative();
        bins.read(from);
        error.read(from);
        level.read(from);
        errors.read(from, values);
        alarms = from.notNegative();
        lastAlarm = from.place(values);
        stuckRun = from.count();
    }
}
