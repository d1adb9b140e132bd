package io.vigia.verdict;

/** What carried the verdict on an anomaly. */
public enum Reason {
    /** The value is rare for this sensor. */
    VALUE,
    /** The value was not predicted. */
    ERROR,
    /** The mean of the values has moved. */
    LEVEL,
    /** The value is wrong for this time of the day or week. */
    SEASON,
    /** The values do not move, or move too little. */
    STUCK,
    /** The value is outside the limits that people have set. */
    LIMIT
}
