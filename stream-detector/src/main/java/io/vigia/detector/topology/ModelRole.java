package io.vigia.detector.topology;

import io.vigia.detection.model.Model;

/** What a processor scores for. */
sealed interface ModelRole {
    /** The model for sensors without a change of model. */
    Model model();

    /**
     * The active processor: its scores have consequences, and its models change.
     *
     * @param models the source of models that changes name
     * @param source the {@code ce_source} of anomalies
     * @param watches whether it notices silent sensors; a replay does not, because its log says so
     */
    record Deciding(Model model, ModelSource models, String source, boolean watches) implements ModelRole {}

    /** A shadow, which scores everything with one model, for comparison, and reports nothing else. */
    record Shadowing(Model model) implements ModelRole {}
}
