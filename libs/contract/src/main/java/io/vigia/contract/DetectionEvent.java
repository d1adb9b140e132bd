package io.vigia.contract;

/** An event of the detections topic: a verdict that a caller waits for, or a confirmation of a deletion. */
public sealed interface DetectionEvent permits Verdict, Deleted {
    /** The id that the waiting caller registered. */
    String id();
}
