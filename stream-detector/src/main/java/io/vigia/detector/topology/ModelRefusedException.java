package io.vigia.detector.topology;

import org.jspecify.annotations.Nullable;

/** A model that a change names can't be used: the message says what is wrong with it, and what to do. */
public final class ModelRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
