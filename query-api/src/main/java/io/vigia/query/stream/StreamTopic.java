package io.vigia.query.stream;

import io.vigia.contract.Deletion;
import io.vigia.contract.DetectionEvent;
import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What may be listened to. */
public enum StreamTopic {
    /** Every score, and deletions in their place. */
    SCORES("s"),
    /** The anomalies alone, with their windows. */
    ANOMALIES("a");

    private static final Logger LOG = LoggerFactory.getLogger(StreamTopic.class);

    private final String letter;

    StreamTopic(String letter) {
        this.letter = letter;
    }

    String nameIn(Topics topics) {
        return this == SCORES ? topics.scores() : topics.anomalies();
    }

    /** What tells the positions in this topic from those in others. */
    String letter() {
        return letter;
    }

    /**
     * The event without fields that this version does not know.
     *
     * @throws InvalidEventException if it is none of ours
     */
    byte[] rewritten(byte[] value) {
        return this == ANOMALIES
                ? EventJson.write((DetectionEvent) EventJson.readVerdict(value))
                : EventJson.write(EventJson.readScore(value));
    }

    /** What kind of event a record of this topic is: {@code score}, {@code deletion} or {@code anomaly}; null for none of ours. */
    @Nullable
    String kind(byte @Nullable [] value) {
        try {
            if (this == ANOMALIES) {
                EventJson.readVerdict(value);
                return "anomaly";
            }
            return EventJson.readScore(value) instanceof Deletion ? "deletion" : "score";
        } catch (InvalidEventException foreign) {
            LOG.debug("A record among the {} is skipped; the sink says so too: {}", this, foreign.getMessage());
            return null;
        }
    }
}
