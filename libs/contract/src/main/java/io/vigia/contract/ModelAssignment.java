package io.vigia.contract;

import org.jspecify.annotations.Nullable;

/**
 * Which model was last deployed for some sensors: a record of the models topic, from which people and tools read how
 * things stand. What judges is decided by the {@link ModelChange} in the readings alone.
 *
 * @param id of the change
 * @param sensors for whom
 * @param model {@code name@version}
 * @param sha256 of its {@code model.onnx}
 * @param previous {@code name@version} that a rollback goes to; null: the default. Of the default itself: the first
 *     one, if this is another
 * @param at epoch milliseconds
 */
public record ModelAssignment(
        String id,
        SensorPattern sensors,
        String model,
        String sha256,
        @Nullable String previous,
        long at) {}
