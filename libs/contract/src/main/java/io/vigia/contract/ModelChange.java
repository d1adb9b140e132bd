package io.vigia.contract;

import org.jspecify.annotations.Nullable;

/**
 * From this event on, another model scores. Each partition of the readings has one, so a replay has the change at the
 * same place.
 *
 * @param id the same on all partitions; the outcomes of the change have it
 * @param sensors whose model changes
 * @param model {@code name@version} of the bundle; null: the model that scores without a deployment
 * @param sha256 of the bundle's {@code model.onnx}, 64 hexadecimal digits; null where {@code model} is
 */
public record ModelChange(
        String id,
        SensorPattern sensors,
        @Nullable String model,
        @Nullable String sha256) implements ReadingEvent {
    /** The value of {@code type} that distinguishes a change of model from a reading. */
    public static final String TYPE = "model";

    @Override
    public String key() {
        return sensors.text();
    }
}
