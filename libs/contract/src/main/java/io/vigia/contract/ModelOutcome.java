package io.vigia.contract;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a {@link ModelChange} on one partition: a record of the models topic.
 *
 * @param id of the change
 * @param partition of the readings topic
 * @param sensors whose model was to change
 * @param model {@code name@version} of the change; null: the model that scores without a deployment
 * @param accepted true if the model scores from there on; false if nothing has changed
 * @param reason the reason of a refusal; null if accepted
 * @param at epoch milliseconds at which the change arrived
 */
public record ModelOutcome(
        String id,
        int partition,
        SensorPattern sensors,
        @Nullable String model,
        boolean accepted,
        @Nullable String reason,
        long at) {}
