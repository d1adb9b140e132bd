package io.vigia.detector.topology;

import io.vigia.contract.ModelOutcome;
import io.vigia.contract.Score;

/** Writes the results of events to the topics. */
interface Outputs {
    /** @param window the values before the reading, oldest first */
    void verdict(QueuedEvent pending, Score score, double[] window);

    /** The event's sensor is new. */
    void knownSensor(QueuedEvent pending);

    /** The event is a deletion, and was applied. */
    void deletion(QueuedEvent pending);

    /** The event is a change of model. */
    void outcome(QueuedEvent pending, ModelOutcome outcome);
}
