package io.vigia.detection.rule;

import io.vigia.detection.model.AdaptiveParameters;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.state.IncompatibleStateException;
import io.vigia.detection.state.RuleShape;
import io.vigia.detection.state.StateReader;
import java.nio.ByteBuffer;

/**
 * The rule {@code adaptive-2}, as far as its states depend on its parameters.
 *
 * @param firstCalibration readings after which the rule is calibrated
 * @param lastCalibration readings after which it is calibrated again
 */
public record Adaptive2Shape(int firstCalibration, int lastCalibration) implements RuleShape {
    /** Number of the rule in encoded states. */
    public static final int KIND = 2;

    private static final int PARAMETERS = 2;

    static Adaptive2Shape of(AdaptiveParameters parameters) {
        return new Adaptive2Shape(parameters.firstCalibration(), parameters.lastCalibration());
    }

    /** Reads what {@link #write} wrote. */
    public static Adaptive2Shape read(StateReader from) {
        Adaptive2Shape shape = new Adaptive2Shape(from.unsignedShort(), from.unsignedShort());
        if (shape.firstCalibration < 2
                || shape.lastCalibration < shape.firstCalibration
                || shape.lastCalibration > RuleSpec.Adaptive.MOST_CALIBRATION) {
            throw new IncompatibleStateException(
                    "of a rule that can't be, " + shape, "parameters that a bundle may have");
        }
        return shape;
    }

    @Override
    public int kind() {
        return KIND;
    }

    @Override
    public int lookBack() {
        return 1;
    }

    @Override
    public Adaptive2State newState() {
        return Adaptive2State.fresh(parameters());
    }

    private AdaptiveParameters parameters() {
        return AdaptiveParameters.defaults().withCalibrations(firstCalibration, lastCalibration);
    }

    /** {@inheritDoc} As many as there may be: readings of incidents are not kept. */
    @Override
    public int remembered(long count) {
        return (int) Math.min(count, lastCalibration);
    }

    @Override
    public int bytes() {
        return PARAMETERS * Short.BYTES;
    }

    @Override
    public void write(ByteBuffer to) {
        to.putShort((short) firstCalibration).putShort((short) lastCalibration);
    }

    @Override
    public Adaptive2State read(StateReader from, long count) {
        return Adaptive2State.read(parameters(), from, count);
    }
}
