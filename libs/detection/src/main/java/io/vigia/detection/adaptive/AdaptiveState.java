package io.vigia.detection.adaptive;

import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.rule.RobustLevel;
import io.vigia.detection.state.IncompatibleStateException;
import io.vigia.detection.state.RecentValues;
import io.vigia.detection.state.RuleState;
import io.vigia.detection.state.StateReader;
import java.nio.ByteBuffer;

/**
 * What the rule {@code adaptive} remembers of one sensor. Until it is calibrated: a robust level, and where the last
 * anomaly was. From then on: the statistics of the formulas.
 *
 * <table>
 * <caption>Bytes, big-endian; n is the number of errors</caption>
 * <tr><th>from</th><th>length</th><th>content</th></tr>
 * <tr><td>0</td><td>1</td><td>1 if calibrated, else 0</td></tr>
 * <tr><td>1</td><td>4</td><td>repeats of the newest value</td></tr>
 * <tr><td>5</td><td>8</td><td>place of the last anomaly, or -1</td></tr>
 * <tr><td>13</td><td>20</td><td>before the calibration: {@link RobustLevel}, the last part</td></tr>
 * <tr><td>13</td><td>16</td><td>μ and σ of the calibration</td></tr>
 * <tr><td>29</td><td>172</td><td>{@link RarityBins}: lowest and highest value, 39 counts of four bytes</td></tr>
 * <tr><td>201</td><td>16</td><td>mean and variance of the mean error</td></tr>
 * <tr><td>217</td><td>16</td><td>mean and variance of the level</td></tr>
 * <tr><td>233</td><td>8</td><td>readings before the errors began</td></tr>
 * <tr><td>241</td><td>8 n</td><td>the last errors, oldest first; n = min(readings since they began, errorMean − 1)</td></tr>
 * <tr><td>241 + 8 n</td><td>8</td><td>k after the last alarm</td></tr>
 * <tr><td>249 + 8 n</td><td>8</td><td>place of the last alarm</td></tr>
 * <tr><td>257 + 8 n</td><td>4</td><td>run that counts as stuck, or 0</td></tr>
 * </table>
 */
final class AdaptiveState implements RuleState {
    private static final int COMMON_BYTES = 1 + Integer.BYTES + Long.BYTES;
    private static final int CALIBRATED_BYTES =
            RarityBins.BYTES + 2 * WeightedStats.BYTES + 3 * Double.BYTES + 2 * Long.BYTES + Integer.BYTES;

    final RobustLevel early = new RobustLevel();
    final RarityBins bins = new RarityBins();
    final WeightedStats error = new WeightedStats();
    final WeightedStats level = new WeightedStats();
    /** The last errors but one mean's worth: the mean's newest is the one being judged. */
    final RecentValues errors;

    boolean calibrated;
    /** Readings that the rule had seen when the errors began that {@link #error} and {@link #errors} are of. */
    long errorsSince;
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
    public void forgetErrors(long count) {
        if (calibrated) {
            error.clear();
            errors.clear();
            errorsSince = count;
        }
    }

    /** Length of what follows the number of readings before the errors began. */
    static int bytesFromErrors(int count) {
        return (count + 1) * Double.BYTES + Long.BYTES + Integer.BYTES;
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
        to.putLong(errorsSince);
        errors.write(to);
        to.putDouble(alarms).putLong(lastAlarm).putInt(stuckRun);
    }

    void read(StateReader from, long count, int firstCalibration) {
        int phase = from.unsignedByte();
        if (phase != (count < firstCalibration ? 0 : 1)) {
            throw new IncompatibleStateException(
                    "in phase " + phase + " after " + count + " readings",
                    "phase 0 before reading " + firstCalibration + " and 1 after");
        }
        calibrated = phase == 1;
        run = from.count();
        lastExceedance = from.place(count);
        if (calibrated) {
            readCalibrated(from, count);
        } else {
            early.read(from, count + ModelManifest.MOST_WINDOW);
        }
    }

    private void readCalibrated(StateReader from, long count) {
        mean = from.finite();
        deviation = from.notNegative();
        bins.read(from);
        error.read(from);
        level.read(from);
        errorsSince = from.longIn(0, count);
        errors.read(from, (int) Math.min(count - errorsSince, errors.capacity()));
        alarms = from.notNegative();
        lastAlarm = from.place(count);
        stuckRun = from.count();
    }
}
