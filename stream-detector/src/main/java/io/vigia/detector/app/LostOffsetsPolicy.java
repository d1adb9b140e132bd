package io.vigia.detector.app;

/** What a detector does if its group's offsets are lost but its states are not. */
public enum LostOffsetsPolicy {
    /** Refuse to start. */
    REFUSE,
    /** Score all retained readings again; those that the states already know are late or duplicate. */
    BEGINNING,
    /** Continue with readings that arrive from now on. */
    END
}
