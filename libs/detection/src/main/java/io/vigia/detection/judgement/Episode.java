package io.vigia.detection.judgement;

/** What a rule holds, after a reading, of something that is wrong with its sensor. */
public enum Episode {
    /** Nothing is wrong, or the rule judges each reading on its own. */
    NONE,
    /** Something is wrong: it began with this reading or before, and is not over. */
    OPEN,
    /** What was wrong is over with this reading: readings have been normal for long enough. */
    CLOSED,
    /** What was wrong has lasted so long that it is the new normal from this reading on. */
    ADOPTED
}
