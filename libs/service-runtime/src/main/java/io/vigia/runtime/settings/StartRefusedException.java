package io.vigia.runtime.settings;

import org.jspecify.annotations.Nullable;

/** The service cannot start; the message is one sentence that says why and what to do. */
public class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
