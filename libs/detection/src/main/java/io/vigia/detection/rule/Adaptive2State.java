package io.vigia.detection.rule;

import io.vigia.detection.model.AdaptiveParameters;
import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.state.IncompatibleStateException;
import io.vigia.detection.state.RuleState;
import io.vigia.detection.state.StateReader;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What the rule {@code adaptive-2} remembers of one sensor, as it is encoded, and a robust scale for the network until it is
 * calibrated. The rule has a single {@link AdaptiveSensor}, which becomes one sensor after the other: objects for each
 * sensor and reading would cost more than judging does.
 */
final class Adaptive2State implements RuleState {
    private final AdaptiveParameters parameters;
    private byte[] encoded;
    RobustLevel early = new RobustLevel();

    private Adaptive2State(AdaptiveParameters parameters, byte[] encoded) {
        this.parameters = parameters;
        this.encoded = encoded;
    }

    /** The state of a new sensor. */
    static Adaptive2State fresh(AdaptiveParameters parameters) {
        Adaptive2State state = new Adaptive2State(parameters, new byte[0]);
        state.keep(new AdaptiveSensor(parameters));
        return state;
    }

    /** Reads what {@link #write} wrote after {@code count} readings; it is the last that is to be read. */
    static Adaptive2State read(AdaptiveParameters parameters, StateReader from, long count) {
        int checksum = from.anyInt();
        boolean calibrated = from.peekByte() != 0;
        byte[] encoded = from.bytes(from.remaining() - (calibrated ? 0 : RobustLevel.BYTES));
        if (checksum(encoded) != checksum) {
            throw new IncompatibleStateException(
                    "damaged (the checksum is " + checksum(encoded) + ")", "the checksum " + checksum);
        }
        Adaptive2State state = new Adaptive2State(parameters, encoded);
        if (!calibrated) {
            state.early.read(from, count + ModelManifest.MOST_WINDOW);
        }
        return state;
    }

    /** Takes the state of the sensor. */
    void keep(AdaptiveSensor sensor) {
        encoded = sensor.write(encoded);
    }

    /** Makes a sensor this one. */
    void load(AdaptiveSensor sensor) {
        sensor.read(encoded);
    }

    boolean calibrated() {
        return AdaptiveSensor.calibrated(encoded);
    }

    /** Mean of the values of the last calibration. */
    double mean() {
        return AdaptiveSensor.mean(encoded);
    }

    /** Standard deviation of the values of the last calibration. */
    double deviation() {
        return AdaptiveSensor.deviation(encoded);
    }

    @Override
    public void forgetErrors(long count) {
        AdaptiveSensor sensor = new AdaptiveSensor(parameters);
        load(sensor);
        sensor.forgetErrors();
        keep(sensor);
    }

    @Override
    public int bytes() {
        return Integer.BYTES + encoded.length + (calibrated() ? 0 : RobustLevel.BYTES);
    }

    @Override
    public void write(ByteBuffer to) {
        to.putInt(checksum(encoded)).put(encoded);
        if (!calibrated()) {
            early.write(to);
        }
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length);
        return (int) checksum.getValue();
    }
}
