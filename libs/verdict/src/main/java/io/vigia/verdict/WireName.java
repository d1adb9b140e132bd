package io.vigia.verdict;

/** A constant with a word in events:  */
public interface WireName {
    /** The word used in events. */
    String wire();
}
