package io.vigia.ingest.format;

import org.jspecify.annotations.Nullable;

/** A rejected reading. */
public final class RejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    // A record may be as large as a body.
    private static final int LONGEST_RECEIVED = 200;

    private final String field;
    private final @Nullable String received;
    private final Rule rule;

    /**
     * @param field as the caller names it
     * @param received null where nothing came
     */
    public RejectedException(String field, @Nullable String received, Rule rule) {
        this(
                rule,
                field,
                received == null || received.length() <= LONGEST_RECEIVED
                        ? received
                        : received.substring(0, LONGEST_RECEIVED));
    }

    private RejectedException(Rule rule, String field, @Nullable String received) {
        // No stack trace, so that a file with a million invalid lines stays cheap.
        super(
                field + (received == null ? " is missing" : " is '" + received + "'") + "; must be " + rule.english(),
                null,
                false,
                false);
        this.field = field;
        this.received = received;
        this.rule = rule;
    }

    public String field() {
        return field;
    }

    public @Nullable String received() {
        return received;
    }

    public Rule rule() {
        return rule;
    }
}
