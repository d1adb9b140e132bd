package io.vigia.ingest.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why the bytes of a body ended before the body did. */
abstract sealed class BodyException extends IOException {
    private static final long serialVersionUID = 1L;

    private BodyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** More bytes than a body may have. */
    static final class TooLarge extends BodyException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("too many bytes", null);
        }
    }

    /** Fewer bytes a second than must arrive. */
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
