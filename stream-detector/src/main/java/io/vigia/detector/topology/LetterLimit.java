package io.vigia.detector.topology;

import io.vigia.contract.DeadLetter;
import io.vigia.contract.Topics;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How large dead letters may be. It becomes smaller when a broker refuses one: an operator, or an installation that is
 * older than this version, may have set a lower limit for the topic. Shared by the handlers of one detector.
 */
public final class LetterLimit {
    /** The key of the Streams configuration under which the handlers find it. */
    public static final String CONFIG = "vigia.letter.limit";

    private final AtomicInteger bytes = new AtomicInteger(Topics.MOST_LETTER_BYTES);

    static LetterLimit of(Map<String, ?> configs) {
        return configs.get(CONFIG) instanceof LetterLimit shared ? shared : new LetterLimit();
    }

    int bytes() {
        return bytes.get();
    }

    /** One was refused: the next one is smaller. At the least it is an excerpt. */
    void refused() {
        bytes.updateAndGet(current -> current > DeadLetter.SAFE_BYTES ? DeadLetter.SAFE_BYTES : 0);
    }
}
