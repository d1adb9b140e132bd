package io.vigia.models.train;

import io.vigia.models.TrainingPlan;

/**
 * What a user asked for.
 *
 * @param name of the bundle
 * @param plan how to train; its epochs are the most
 * @param patience epochs without a better validation error after which training stops
 * @param window W
 * @param windows the most windows that each part gives
 * @param rule how the bundle judges
 * @param quantile of the validation errors that becomes the threshold of {@link RuleKind#ABSOLUTE_ERROR}
 */
public record TrainingOrder(
        String name, TrainingPlan plan, int patience, int window, int windows, RuleKind rule, double quantile) {}
