package io.vigia.query.stream;

import org.jspecify.annotations.Nullable;

/** The topics have not been read yet. Retry shortly. */
public class StreamsNotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StreamsNotReadyException(@Nullable Throwable cause) {
        super("the newest events are still being read from Kafka; retry shortly", cause);
    }
}
