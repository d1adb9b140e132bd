package io.vigia.ingest.http;

import io.vigia.ingest.kafka.ReadingLog;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Changes what people decide, and answers while Kafka is unavailable. */
final class KafkaAway {
    private final ReadingLog readings;
    private final String what;

    /**
     * @param readings says whether the topics exist
     * @param what is sent again then: {@code settings}
     */
    KafkaAway(ReadingLog readings, String what) {
        this.readings = readings;
        this.what = what;
    }

    /** @throws ProblemException (503) if Kafka is unavailable */
    <T> T read(Supplier<T> read) {
        if (!readings.isOpen()) {
            throw nothingChanged(null);
        }
        try {
            return read.get();
        } catch (KafkaException failed) {
            throw nothingChanged(failed);
        }
    }

    /** @throws ProblemException (503) if Kafka is unavailable or does not confirm the change */
    <T> T change(Supplier<T> change) {
        if (!readings.isOpen()) {
            throw nothingChanged(null);
        }
        try {
            return change.get();
        } catch (KafkaException failed) {
            throw unavailable(
                    "Kafka did not confirm the change; it was made wholly or not at all; send the " + what + " again",
                    failed);
        }
    }

    private ProblemException nothingChanged(@Nullable KafkaException cause) {
        return unavailable("Kafka is unavailable; nothing was changed; send the " + what + " again", cause);
    }

    private static ProblemException unavailable(String detail, @Nullable KafkaException cause) {
        return new ProblemException(
                Problem.of(503, "kafka-unavailable", "Kafka is unavailable", detail)
                        .retryAfter(Intake.RETRY_AFTER),
                cause);
    }
}
