package io.vigia.judging;

import org.jspecify.annotations.Nullable;

/** The model named by a change is not usable; the message says why, and what to do. */
public final class ModelRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
