package io.vigia.store;

/** How the values of a bucket become one. */
public enum Aggregation {
    AVG,
    MIN,
    MAX,
    SUM,
    COUNT,
    FIRST,
    LAST
}
