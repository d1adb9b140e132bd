package io.vigia.query.stream;

import io.vigia.contract.Deletion;
import io.vigia.contract.DetectionEvent;
import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics of streams. */
public enum StreamTopic {
    /** Every score, and deletions in order with them. */
    SCORES("s"),
    /** Only the anomalies, with their windows. */
    ANOMALIES("a"),
    /** Every change of every incident. */
    INCIDENTS("i");

    private static final Logger LOG = LoggerFactory.getLogger(StreamTopic.class);

    private final String letter;

    StreamTopic(String letter) {
        this.letter = letter;
    }

    String nameIn(Topics topics) {
        return switch (this) {
            case SCORES -> topics.scores();
            case ANOMALIES -> topics.anomalies();
            case INCIDENTS -> topics.incidents();
        };
    }

    /** Distinguishes positions in this topic from those in others. */
    String letter() {
        return letter;
    }

    /**
     * The event without fields that this version does not know.
     *
     * @throws InvalidEventException if it is not an event of this topic
     */
    byte[] rewritten(byte[] value) {
        return switch (this) {
            case SCORES -> EventJson.write(EventJson.readScore(value));
            case ANOMALIES -> EventJson.write((DetectionEvent) EventJson.readVerdict(value));
            case INCIDENTS -> EventJson.write(EventJson.readIncident(value));
        };
    }

    /** The kind of event of a record: {@code score}, {@code deletion}, {@code anomaly} or {@code incident}; null if it is not an event of this topic. */
    @Nullable
    String kind(byte @Nullable [] value) {
        try {
            return switch (this) {
                case SCORES -> EventJson.readScore(value) instanceof Deletion ? "deletion" : "score";
                case ANOMALIES -> {
                    EventJson.readVerdict(value);
                    yield "anomaly";
                }
                case INCIDENTS -> {
                    EventJson.readIncident(value);
                    yield "incident";
                }
            };
        } catch (InvalidEventException foreign) {
            LOG.debug("Skipped a record of topic {}, as the sink does: {}", this, foreign.getMessage());
            return null;
        }
    }
}
