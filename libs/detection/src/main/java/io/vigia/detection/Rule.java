package io.vigia.detection;

/** Turns predictions into judgements, sensor by sensor, in the order of the readings. */
sealed interface Rule permits AbsoluteErrorRule, AdaptiveRule, Adaptive2Rule {
    /** Its kind, with what of its parameters a state depends on. */
    RuleShape shape();

    /**
     * True if the rule may be set anew by the readings of this sensor that are in the batch: no reading after them may be
     * predicted before.
     */
    boolean mayChange(SensorState state);

    /** Notes what depends on values alone, when a reading arrives and before its sensor's window holds it. */
    void arrive(HeldReading reading);

    /** Takes a reading that arrived before the window was full. */
    void observe(HeldReading reading);

    /** Judges a reading. {@code prediction} is finite and in the sensor's unit. */
    Judgement judge(HeldReading reading, double prediction);
}
