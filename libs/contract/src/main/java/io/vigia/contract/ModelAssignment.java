package io.vigia.contract;

import org.jspecify.annotations.Nullable;

/**
 * The model last deployed for some sensors: a record of the models topic, for people and tools. Only the {@link ModelChange}
 * in the readings determines which model scores.
 *
 * @param id of the change
 * @param sensors the sensors of the deployment
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
