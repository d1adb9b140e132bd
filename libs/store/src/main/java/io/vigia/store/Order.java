package io.vigia.store;

/** The direction of time in an answer. */
public enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST
}
