package io.vigia.detection.judgement;

import io.vigia.detection.state.RuleShape;
import io.vigia.detection.state.SensorState;

/** Turns predictions into judgements, sensor by sensor, in the order of the readings. */
public interface Rule {
    /** Its kind, with what of its parameters a state depends on. */
    RuleShape shape();

    /**
     * True if the rule may be set anew by the readings of this sensor that are in the batch: no reading after them may be
     * predicted before.
     */
    boolean mayChange(SensorState state);

    /** Notes what depends on values alone, when a reading arrives and before its sensor's window holds it. */
    void arrive(BatchEntry reading);

    /**
     * Takes a reading that arrived before the window was full, and notes whether it opens an episode.
     *
     * @param beyond whether it is outside the limits of its sensor, and thus an anomaly
     */
    void observe(BatchEntry reading, boolean beyond);

    /** Ends the episode that it holds of a sensor; nothing to do for a rule that judges each reading on its own. */
    default void endEpisode(SensorState state) {}

    /**
     * Ends the episode that it holds of a sensor, and learns its readings, as far as they are known, as normal ones; nothing to do for
     * a rule that judges each reading on its own.
     */
    default void learnEpisode(SensorState state) {}

    /** Judges a reading. {@code prediction} is finite and in the sensor's unit. */
    Judgement judge(BatchEntry reading, double prediction);
}
