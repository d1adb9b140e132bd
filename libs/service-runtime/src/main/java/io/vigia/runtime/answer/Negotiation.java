package io.vigia.runtime.answer;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which form a classic answer takes: HTML for browsers, text or CSV on request, JSON for everybody else. */
public final class Negotiation {
    private Negotiation() {}

    /** The form that the request's {@code Accept} asks for. */
    public static Format of(HttpServletRequest request) {
        return of(request.getHeader("Accept"));
    }

    /**
     * The form that an {@code Accept} header asks for: the named type with the highest weight, the first of equals.
     * Wildcards, other types and a header that can't be read mean JSON, never a 406: classic clients send anything.
     */
    static Format of(@Nullable String accept) {
        if (accept == null || accept.equals("*/*")) {
            return Format.JSON;
        }
        Format best = Format.JSON;
        double bestWeight = 0;
        for (String range : accept.split(",")) {
            Format named = named(range);
            double weight = named == null ? 0 : weight(range);
            if (named != null && weight > bestWeight) {
                best = named;
                bestWeight = weight;
            }
        }
        return best;
    }

    private static @Nullable Format named(String range) {
        int end = range.indexOf(';');
        return switch ((end < 0 ? range : range.substring(0, end)).trim().toLowerCase(Locale.ROOT)) {
            case "text/html", "application/xhtml+xml" -> Format.HTML;
            case "text/plain" -> Format.TEXT;
            case "text/csv" -> Format.CSV;
            case "application/json", "application/problem+json" -> Format.JSON;
            default -> null;
        };
    }

    private static double weight(String range) {
        for (String parameter : range.split(";")) {
            String trimmed = parameter.trim();
            if (trimmed.startsWith("q=")) {
                return number(trimmed.substring(2));
            }
        }
        return 1;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.trim());
        } catch (NumberFormatException unreadable) {
            return 0;
        }
    }
}
