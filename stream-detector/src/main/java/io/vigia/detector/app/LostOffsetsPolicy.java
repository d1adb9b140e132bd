package io.vigia.detector.app;

/** What a detector does that finds its group's offsets lost while its states are not. */
public enum LostOffsetsPolicy {
    /** It does not start. */
    REFUSE,
    /** It judges again every reading that is kept; those that its states know count as late or duplicate. */
    BEGINNING,
    /** It goes on with readings that arrive from now on. */
    END
}
