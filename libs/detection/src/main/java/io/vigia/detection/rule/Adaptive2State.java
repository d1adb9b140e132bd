package io.vigia.detection.rule;

import io.vigia.detection.model.AdaptiveParameters;
import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.state.IncompatibleStateException;
import io.vigia.detection.state.RuleState;
import io.vigia.detection.state.StateReader;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** What the rule {@code adaptive-2} remembers of one sensor, and a robust scale for the network until it is calibrated. */
final class Adaptive2State implements RuleState {
    RobustLevel early = new RobustLevel();
    final AdaptiveSensor sensor;

    Adaptive2State(AdaptiveParameters parameters) {
        sensor = new AdaptiveSensor(parameters);
    }

    @Override
    public void forgetErrors(long count) {
        sensor.forgetErrors();
    }

    @Override
    public int bytes() {
        return sensor.bytes() + (sensor.calibrated() ? 0 : RobustLevel.BYTES);
    }

    @Override
    public void write(ByteBuffer to) {
        sensor.write(to);
        if (!sensor.calibrated()) {
            early.write(to);
        }
    }

    void read(StateReader from, long count) {
        try {
            sensor.read(from.rest());
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new IncompatibleStateException("damaged (" + e + ")", "a state that a detector wrote");
        }
        if (!sensor.calibrated()) {
            early.read(from, count + ModelManifest.MOST_WINDOW);
        }
    }
}
