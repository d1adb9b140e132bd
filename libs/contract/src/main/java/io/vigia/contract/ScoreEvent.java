package io.vigia.contract;

/** An event of the scores topic: one score per reading, or a deletion among them. */
public sealed interface ScoreEvent permits Score, Deletion {
    /** The id of the reading or the deletion. */
    String id();

    /** The sensor's id, which is also the record's key. */
    String sensor();
}
