package io.vigia.detection.adaptive;

import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.rule.RobustLevel;
import io.vigia.detection.state.IncompatibleStateException;
import io.vigia.detection.state.RuleShape;
import io.vigia.detection.state.StateReader;
import java.nio.ByteBuffer;

/**
 * The rule {@code adaptive}, as far as its states depend on its parameters.
 *
 * @param errorMean errors in the mean that is compared
 * @param levelMean values in the mean that is compared
 * @param firstCalibration readings after which the rule is calibrated
 * @param lastCalibration readings after which it is calibrated again
 */
public record AdaptiveShape(int errorMean, int levelMean, int firstCalibration, int lastCalibration)
        implements RuleShape {
    /** Number of the rule in encoded states. */
    public static final int KIND = 1;

    private static final int PARAMETERS = 4;

    static AdaptiveShape of(RuleSpec.Adaptive spec) {
        return new AdaptiveShape(spec.errorMean(), spec.levelMean(), spec.firstCalibration(), spec.lastCalibration());
    }

    /** Reads what {@link #write} wrote. */
    public static AdaptiveShape read(StateReader from) {
        AdaptiveShape shape = new AdaptiveShape(
                from.unsignedShort(), from.unsignedShort(), from.unsignedShort(), from.unsignedShort());
        if (!shape.possible()) {
            throw new IncompatibleStateException(
                    "of a rule that can't be, " + shape, "parameters that a bundle may have");
        }
        return shape;
    }

    private boolean possible() {
        return firstCalibration >= 2
                && lastCalibration >= firstCalibration
                && lastCalibration <= RuleSpec.Adaptive.MOST_CALIBRATION
                && errorMean >= 1
                && errorMean <= firstCalibration
                && levelMean >= 1
                && levelMean <= firstCalibration;
    }

    @Override
    public int kind() {
        return KIND;
    }

    @Override
    public int lookBack() {
        return Math.max(1, levelMean - 1);
    }

    @Override
    public AdaptiveState newState() {
        return new AdaptiveState(errorMean);
    }

    @Override
    public int remembered(long count) {
        return count < lastCalibration ? (int) count : 0;
    }

    @Override
    public int bytes() {
        return PARAMETERS * Short.BYTES;
    }

    @Override
    public void write(ByteBuffer to) {
        to.putShort((short) errorMean)
                .putShort((short) levelMean)
                .putShort((short) firstCalibration)
                .putShort((short) lastCalibration);
    }

    @Override
    public AdaptiveState read(StateReader from, long count) {
        AdaptiveState state = newState();
        state.read(from, count, firstCalibration);
        return state;
    }

    /**
     * Copies the rule's part of a state of format version 1, as version 2 has it.
     *
     * @param count readings that the rule has seen
     * @param window of the model that wrote it
     */
    public void upgrade(StateReader from, long count, int window, ByteBuffer to) {
        boolean calibrated = count >= firstCalibration;
        int after = calibrated
                ? AdaptiveState.bytesFromErrors((int) Math.min(count, errorMean - 1))
                : RobustLevel.BYTES - Integer.BYTES;
        to.put(from.bytes(from.remaining() - after));
        if (calibrated) {
            to.putLong(0);
        } else {
            to.putInt(count > window ? (int) count : 0);
        }
        to.put(from.bytes(after));
    }
}
