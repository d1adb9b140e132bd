package io.vigia.contract;

/** What travels on the scores topic: one score for each reading, and deletions in their place. */
public sealed interface ScoreEvent permits Score, Deletion {
    /** The id of the reading or the deletion. */
    String id();

    /** The sensor's id, which is also the record's key. */
    String sensor();
}
