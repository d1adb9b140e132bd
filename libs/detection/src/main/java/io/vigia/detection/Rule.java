package io.vigia.detection;

/** Turns predictions into judgements, sensor by sensor, in the order of the readings. */
sealed interface Rule permits AbsoluteErrorRule, AdaptiveRule {
    /** Its kind, with what of its parameters a state depends on. */
    RuleShape shape();

    /** True if the rule is set anew once it has seen {@code count} readings: nothing after them may be predicted before. */
    boolean changesAfter(long count);

    /** Notes what depends on values alone, when a reading arrives and before its sensor's window holds it. */
    void arrive(HeldReading reading);

    /** Takes a reading that arrived before the window was full. */
    void observe(HeldReading reading);

    /** Judges a reading. {@code prediction} is finite and in the sensor's unit. */
    Judgement judge(HeldReading reading, double prediction);
}
