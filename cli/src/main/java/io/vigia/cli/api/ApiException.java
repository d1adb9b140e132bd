package io.vigia.cli.api;

import org.jspecify.annotations.Nullable;

/** Vigía was unavailable or refused the call; the message says which call, the response and what to do. */
public class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ApiException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
