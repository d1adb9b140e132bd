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
    ANOMALIES("a");

    private static final Logger LOG = LoggerFactory.getLogger(StreamTopic.class);

    private final String letter;

    StreamTopic(String letter) {
        this.letter = letter;
    }

    String nameIn(Topics topics) {
        return this == SCORES ? topics.scores() : topics.anomalies();
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
        return this == ANOMALIES
                ? EventJson.write((DetectionEvent) EventJson.readVerdict(value))
                : EventJson.write(EventJson.readScore(value));
    }

    /** The kind of event of a record: {@code score}, {@code deletion} or {@code anomaly}; null if it is not an event of this topic. */
    @Nullable
    String kind(byte @Nullable [] value) {
        try {
            if (this == ANOMALIES) {
                EventJson.readVerdict(value);
                return "anomaly";
            }
            return EventJson.readScore(value) instanceof Deletion ? "deletion" : "score";
        } catch (InvalidEventException foreign) {
            LOG.debug("Skipped a record of topic {}, as the sink does: {}", this, foreign.getMessage());
            return null;
        }
    }
}
