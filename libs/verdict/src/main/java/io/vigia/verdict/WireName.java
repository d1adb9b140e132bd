package io.vigia.verdict;

/** A constant that has a word of its own in events. */
public interface WireName {
    /** The word used in events. */
    String wire();
}
