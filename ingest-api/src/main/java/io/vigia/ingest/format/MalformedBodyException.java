package io.vigia.ingest.format;

import org.jspecify.annotations.Nullable;

/** A body from which no reading can be read; the message says where and why. */
public final class MalformedBodyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final @Nullable String received;
    private final String allowed;

    public MalformedBodyException(String field, @Nullable String received, String allowed, String message) {
        super(message, null, false, false);
        this.field = field;
        this.received = received;
        this.allowed = allowed;
    }

    /** The part of the request at fault, such as {@code body} or {@code header}. */
    public String field() {
        return field;
    }

    public @Nullable String received() {
        return received;
    }

    public String allowed() {
        return allowed;
    }
}
