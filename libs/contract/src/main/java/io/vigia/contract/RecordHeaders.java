package io.vigia.contract;

/** Names of the record headers that Vigía writes; values are UTF-8 text. */
public final class RecordHeaders {
    /**
     * On anomalies, on incidents, on deletions in the scores topic, and on sensors with their first reading: the decimal offset of the
     * reading or deletion in its partition of the readings topic. It orders records that consumers read from different topics.
     */
    public static final String READING_OFFSET = "vigia_reading_offset";

    /** CloudEvents 1.0, Kafka protocol binding, binary mode. */
    public static final String CE_ID = "ce_id";

    public static final String CE_SOURCE = "ce_source";
    public static final String CE_TYPE = "ce_type";

    /** The {@link #CE_TYPE} of an anomaly. */
    public static final String ANOMALY_TYPE = "io.vigia.anomaly.v1";

    /** The {@link #CE_TYPE} of a change of an incident. */
    public static String incidentType(IncidentChange change) {
        return "io.vigia.incident." + change.wire() + ".v1";
    }

    public static final String CE_SPEC_VERSION = "ce_specversion";
    public static final String CE_TIME = "ce_time";
    public static final String CE_SUBJECT = "ce_subject";
    public static final String CONTENT_TYPE = "content-type";

    /**
     * On a record that was sent again from the dead letters: {@code topic-partition@offset} of the letter, and of the
     * original record.
     */
    public static final String REDRIVEN_FROM = "vigia_redriven_from";

    public static final String ORIGIN = "vigia_origin";

    /** On a dead letter of notifications, and on an incident that was sent again from it: the only channel to be told. */
    public static final String NOTIFY_CHANNEL = "vigia_notify_channel";

    /** The prefix of Kafka Streams' headers of a dead letter, for {@code message}, topic, partition and offset. */
    public static final String DEAD_LETTER = "__streams.errors.";

    /**
     * On a dead letter that has only the start of its record's key and value, because the whole is too large: the value's
     * length in bytes. The original record is at the origin in the headers, as long as its topic keeps it.
     */
    public static final String CUT = "vigia_cut";

    private RecordHeaders() {}
}
