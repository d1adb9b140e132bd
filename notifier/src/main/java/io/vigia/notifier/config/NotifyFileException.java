package io.vigia.notifier.config;

import org.jspecify.annotations.Nullable;

/** The notification file is not valid; the message names the file, the line, what was found and what is valid, and no secret. */
public final class NotifyFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotifyFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
