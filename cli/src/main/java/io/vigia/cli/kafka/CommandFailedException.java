package io.vigia.cli.kafka;

import org.jspecify.annotations.Nullable;

/** A command failed; the message says why, and what to do. */
public final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailedException(String message) {
        this(message, null);
    }

    public CommandFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
