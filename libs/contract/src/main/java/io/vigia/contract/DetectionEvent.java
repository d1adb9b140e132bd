package io.vigia.contract;

/** What travels on the detections topic: the verdicts that somebody waits for, and confirmations of deletions. */
public sealed interface DetectionEvent permits Verdict, Deleted {
    /** The id that the waiting caller registered. */
    String id();
}
