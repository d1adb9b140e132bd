package io.vigia.cli.api;

import org.jspecify.annotations.Nullable;

/** Vigía did not answer, or refused the call; the message says which call, what came and what to do. */
public class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ApiException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
