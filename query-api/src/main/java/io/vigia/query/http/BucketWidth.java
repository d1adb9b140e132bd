package io.vigia.query.http;

import io.vigia.runtime.problem.ProblemException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the width of a bucket. */
final class BucketWidth {
    static final String ALLOWED =
            "a whole number with the unit ms, s, m, h or d, such as 60s, 1m or 1h (default unit: ms), "
                    + "from 1 ms to 366 days";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,11})(ms|s|m|h|d)?");
    private static final long WIDEST_MS = Duration.ofDays(366).toMillis();

    private BucketWidth() {}

    /**
     * A width in milliseconds.
     *
     * @throws ProblemException if it is invalid
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
