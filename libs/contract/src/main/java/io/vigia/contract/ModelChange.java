package io.vigia.contract;

import org.jspecify.annotations.Nullable;

/**
 * From here on another model judges: one on each partition of the readings, so that a replay meets the change in the
 * same place.
 *
 * @param id the same on all partitions; what detectors say of the change names it
 * @param sensors whose model changes
 * @param model {@code name@version} of the bundle; null: whatever would judge if nothing had been deployed for them
 * @param sha256 of the bundle's {@code model.onnx}, 64 hexadecimal digits; null where {@code model} is
 */
public record ModelChange(
        String id,
        SensorPattern sensors,
        @Nullable String model,
        @Nullable String sha256) implements ReadingEvent {
    /** The value of {@code type} that tells a change of model from a reading. */
    public static final String TYPE = "model";

    @Override
    public String key() {
        return sensors.text();
    }
}
