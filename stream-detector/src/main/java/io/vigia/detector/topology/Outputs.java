package io.vigia.detector.topology;

import io.vigia.contract.ModelOutcome;
import io.vigia.contract.Score;

/** Takes what comes of an event, to the topics. */
interface Outputs {
    /** @param window the values before the reading, oldest first */
    void verdict(Pending pending, Score score, double[] window);

    /** The event's sensor was never seen before. */
    void knownSensor(Pending pending);

    /** The event is a deletion, and was followed. */
    void deletion(Pending pending);

    /** The event is a change of model. */
    void outcome(Pending pending, ModelOutcome outcome);
}
