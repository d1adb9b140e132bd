package io.vigia.runtime.answer;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Selects the format of a classic answer: HTML for browsers, text or CSV on request, JSON otherwise. */
public final class Negotiation {
    private Negotiation() {}

    /** The format that the request's {@code Accept} header asks for. */
    public static Format of(HttpServletRequest request) {
        return of(request.getHeader("Accept"));
    }

    /**
     * The format that an {@code Accept} header asks for: the supported type with the highest weight, the first among equals.
     * Wildcards, other types and a malformed header mean JSON, never 406, because classic clients send any header.
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
