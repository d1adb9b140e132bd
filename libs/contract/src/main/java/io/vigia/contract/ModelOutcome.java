package io.vigia.contract;

import org.jspecify.annotations.Nullable;

/**
 * What a detector made of a {@link ModelChange} on one partition: a record of the models topic.
 *
 * @param id of the change
 * @param partition of the readings topic
 * @param sensors whose model was to change
 * @param model {@code name@version} that was to judge; null: back to what judged before anything was deployed
 * @param accepted true if it judges from there on; false if nothing has changed
 * @param reason why not; null where it was accepted
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
