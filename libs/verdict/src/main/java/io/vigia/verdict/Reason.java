package io.vigia.verdict;

/** What carried the verdict on an anomaly. */
public enum Reason implements WireName {
    /** The value is rare for this sensor. */
    VALUE("value"),
    /** The value was not predicted. */
    ERROR("error"),
    /** The mean of the values has moved. */
    LEVEL("level"),
    /** The value is wrong for this time of the day or week. */
    SEASON("season"),
    /** The values do not move, or move too little. */
    STUCK("stuck"),
    /** The value is outside the limits that people have set. */
    LIMIT("limit"),
    /** No values come any more; of incidents alone. */
    SILENCE("silence");

    private final String wire;

    Reason(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
