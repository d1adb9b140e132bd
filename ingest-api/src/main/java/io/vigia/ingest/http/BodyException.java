package io.vigia.ingest.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why a body could not be read to its end. */
abstract sealed class BodyException extends IOException {
    private static final long serialVersionUID = 1L;

    private BodyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The body has too many bytes. */
    static final class TooLarge extends BodyException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("too many bytes", null);
        }
    }

    /** The body arrives too slowly. */
    static final class TooSlow extends BodyException {
        private static final long serialVersionUID = 1L;

        private final long received;

        TooSlow(long received, @Nullable Throwable cause) {
            super("too slow after " + received + " bytes", cause);
            this.received = received;
        }

        long received() {
            return received;
        }
    }

    /** The connection broke, or its chunks are malformed. */
    static final class Incomplete extends BodyException {
        private static final long serialVersionUID = 1L;

        private final long received;

        Incomplete(long received, Throwable cause) {
            super("incomplete after " + received + " bytes", cause);
            this.received = received;
        }

        long received() {
            return received;
        }
    }
}
