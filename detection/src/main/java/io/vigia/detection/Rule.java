package io.vigia.detection;

/** Turns predictions into judgements, sensor by sensor, in the order of the readings. */
sealed interface Rule permits AbsoluteErrorRule, AdaptiveRule {
    /** Number of this rule in encoded states. */
    int kind();

    /** Values before a reading that the rule looks back on. */
    int lookBack();

    /** What else of the model an encoded state depends on; each 0 to 65,535. */
    int[] shape();

    RuleState newState();

    /** Reads the rule's part of a state that holds {@code values} readings. */
    RuleState read(StateReader from, long values);

    /** True if the rule is set anew once it has judged the first {@code values} readings: nothing after them may be predicted before. */
    boolean changesAfter(long values);

    /** Notes what depends on values alone, when a reading arrives and before its sensor's window holds it. */
    void arrive(HeldReading reading);

    /** Takes a reading that arrived before the first window was full. */
    void observe(HeldReading reading);

    /** Judges a reading. {@code prediction} is finite and in the sensor's unit. */
    Judgement judge(HeldReading reading, double prediction);
}
