package io.vigia.kafka;

import org.jspecify.annotations.Nullable;

/** The broker did not respond, or responded with an error that may be temporary. */
public class KafkaUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KafkaUnreachableException(String message, @Nullable Throwable cause) {
        super(message + " (" + cause + "); check KAFKA_BOOTSTRAP_SERVERS, and that the broker is running", cause);
    }
}
