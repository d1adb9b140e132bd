package io.vigia.query.http;

import io.vigia.runtime.problem.ProblemException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The widths that a bucket may have, as callers write them. */
final class BucketWidth {
    static final String ALLOWED = "a whole number with ms, s, m, h or d, such as 60s, 1m or 1h (without a unit: ms), "
            + "from 1 ms to 366 days";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,11})(ms|s|m|h|d)?");
    private static final long WIDEST_MS = Duration.ofDays(366).toMillis();

    private BucketWidth() {}

    /**
     * A width in milliseconds.
     *
     * @throws ProblemException if it is none that is allowed
     */
    static long parse(String text) {
        Matcher form = FORM.matcher(text);
        long width = form.matches() ? Long.parseLong(form.group(1)) * unitMs(form.group(2)) : 0;
        if (width < 1 || width > WIDEST_MS) {
            throw ProblemException.invalid("bucket", text, ALLOWED);
        }
        return width;
    }

    private static long unitMs(@Nullable String unit) {
        return switch (unit == null ? "ms" : unit) {
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 1;
        };
    }
}
