package io.vigia.query.stream;

import io.vigia.contract.Deletion;
import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.kafka.Topics;
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
            LOG.warn("A record among the {} is passed over: {}", this, foreign.getMessage());
            return null;
        }
    }
}
