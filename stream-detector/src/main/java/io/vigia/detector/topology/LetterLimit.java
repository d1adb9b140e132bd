package io.vigia.detector.topology;

import io.vigia.contract.DeadLetter;
import io.vigia.contract.Topics;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where dead letters go, and how large they may be. That becomes smaller when a broker refuses one: an operator, or an installation that is
 * older than this version, may have set a lower limit for the topic. Shared by the handlers of one detector.
 */
public final class LetterLimit {
    /** The key of the Streams configuration through which the handlers get it. */
    public static final String CONFIG = "vigia.letter.limit";

    private final String topic;
    private final AtomicInteger bytes = new AtomicInteger(Topics.MOST_LETTER_BYTES);

    /** @param topic of the dead letters */
    public LetterLimit(String topic) {
        this.topic = topic;
    }

    /** The one that the detector's handlers share. */
    static LetterLimit of(Map<String, ?> configs) {
        return (LetterLimit) Objects.requireNonNull(configs.get(CONFIG), CONFIG);
    }

    String topic() {
        return topic;
    }

    int bytes() {
        return bytes.get();
    }

    /** Reduces the limit after a refusal. The smallest letter is an excerpt. */
    void refused() {
        bytes.updateAndGet(current -> current > DeadLetter.SAFE_BYTES ? DeadLetter.SAFE_BYTES : 0);
    }
}
