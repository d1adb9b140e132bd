package io.vigia.query.stream;

import org.jspecify.annotations.Nullable;

/** The topics were not read yet; coming again a little later helps. */
public class StreamsNotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StreamsNotReadyException(@Nullable Throwable cause) {
        super("the newest events are still being read", cause);
    }
}
