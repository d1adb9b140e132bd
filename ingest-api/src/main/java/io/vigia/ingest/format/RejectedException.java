package io.vigia.ingest.format;

import org.jspecify.annotations.Nullable;

/** One reading that can't be taken. */
public final class RejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    // A record may be as long as a body.
    private static final int LONGEST_CAME = 200;

    private final String field;
    private final @Nullable String came;
    private final Rule rule;

    /**
     * @param field as the caller names it
     * @param came null where nothing came
     */
    public RejectedException(String field, @Nullable String came, Rule rule) {
        this(rule, field, came == null || came.length() <= LONGEST_CAME ? came : came.substring(0, LONGEST_CAME));
    }

    private RejectedException(Rule rule, String field, @Nullable String came) {
        // No stack trace: a file of a million bad lines must not cost a million of them.
        super(
                field + (came == null ? " is missing" : " is '" + came + "'") + "; allowed is " + rule.english(),
                null,
                false,
                false);
        this.field = field;
        this.came = came;
        this.rule = rule;
    }

    public String field() {
        return field;
    }

    public @Nullable String came() {
        return came;
    }

    public Rule rule() {
        return rule;
    }
}
