package io.vigia.ingest.format;

import org.jspecify.annotations.Nullable;

/** One reading that can't be taken. */
public final class RejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    // A record may be as long as a body.
    private static final int LONGEST_CAME = 200;

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
                received == null || received.length() <= LONGEST_CAME ? received : received.substring(0, LONGEST_CAME));
    }

    private RejectedException(Rule rule, String field, @Nullable String received) {
        // No stack trace: a file of a million bad lines must not cost a million of them.
        super(
                field + (received == null ? " is missing" : " is '" + received + "'") + "; allowed is "
                        + rule.english(),
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
