package io.vigia.contract;

import java.util.Comparator;

/**
 * The sensors of a model or of settings: a sensor id in which {@code *} matches any characters, including
 * none. The empty pattern matches every sensor that no other pattern matches.
 *
 * @param text at most {@value SensorId#MAX_LENGTH} characters
 */
public record SensorPattern(String text) {
    /** The valid patterns, for messages. */
    public static final String ALLOWED = "a sensor id in which * matches any characters, such as boiler-*";

    /** Every sensor that no other pattern matches. */
    public static final SensorPattern DEFAULT = new SensorPattern("");

    /** Sorts by precedence: the longest literal prefix first, the default last. */
    public static final Comparator<SensorPattern> RANK = Comparator.comparing(SensorPattern::isDefault)
            .thenComparing(Comparator.comparingInt(SensorPattern::prefixLength).reversed())
            .thenComparing(SensorPattern::text);

    private static final char ANY = '*';

    /** @throws IllegalArgumentException if the text is not a pattern; the message says what is valid */
    public SensorPattern {
        String letters = text.replace(ANY, '-');
        if (!letters.isEmpty() && !SensorId.isValid(letters)) {
            throw new IllegalArgumentException("sensors is " + Excerpt.quote(text) + "; must be " + ALLOWED);
        }
    }

    /** Whether this is {@link #DEFAULT}. */
    public boolean isDefault() {
        return text.isEmpty();
    }

    /** The characters before the first {@code *}; all of them if there is none. */
    String prefix() {
        return text.substring(0, prefixLength());
    }

    private int prefixLength() {
        int star = text.indexOf(ANY);
        return star < 0 ? text.length() : star;
    }

    /** Whether it matches the sensor. */
    public boolean matches(String sensor) {
        int prefix = prefixLength();
        if (!sensor.regionMatches(0, text, 0, prefix)) {
            return false;
        }
        if (prefix == text.length()) {
            return isDefault() || sensor.length() == prefix;
        }
        return prefix == text.length() - 1 || matchesFrom(prefix, sensor);
    }

    /** From the first star on; a star takes one character more whenever what follows it does not fit. */
    private boolean matchesFrom(int firstStar, String sensor) {
        int star = -1;
        int afterStar = firstStar;
        int at = firstStar;
        int taken = firstStar;
        while (at < sensor.length()) {
            if (afterStar < text.length() && text.charAt(afterStar) == ANY) {
                star = afterStar++;
                taken = at;
            } else if (afterStar < text.length() && text.charAt(afterStar) == sensor.charAt(at)) {
                afterStar++;
                at++;
            } else if (star >= 0) {
                afterStar = star + 1;
                at = ++taken;
            } else {
                return false;
            }
        }
        return text.substring(afterStar).chars().allMatch(c -> c == ANY);
    }

    /** Whether it matches every sensor that the other one matches. */
    public boolean covers(SensorPattern other) {
        // A star of the other one is like a character of a sensor that only a star matches.
        return equals(other) || !isDefault() && !other.isDefault() && matches(other.text);
    }

    /** Whether both patterns match some sensor with the same precedence. */
    public boolean ties(SensorPattern other) {
        return !equals(other)
                && !isDefault()
                && !other.isDefault()
                && prefixLength() == other.prefixLength()
                && overlaps(text, other.text);
    }

    /** Whether some text matches both, found from the ends on: whether it does from place i of the one and j of the other. */
    private static boolean overlaps(String one, String other) {
        boolean[][] fits = new boolean[one.length() + 1][other.length() + 1];
        for (int i = one.length(); i >= 0; i--) {
            for (int j = other.length(); j >= 0; j--) {
                fits[i][j] = fits(fits, one, i, other, j);
            }
        }
        return fits[0][0];
    }

    private static boolean fits(boolean[][] fits, String one, int i, String other, int j) {
        boolean oneEnds = i == one.length();
        boolean otherEnds = j == other.length();
        if (oneEnds && otherEnds) {
            return true;
        }
        if (!oneEnds && one.charAt(i) == ANY) {
            return fits[i + 1][j] || !otherEnds && fits[i][j + 1];
        }
        if (!otherEnds && other.charAt(j) == ANY) {
            return fits[i][j + 1] || !oneEnds && fits[i + 1][j];
        }
        return !oneEnds && !otherEnds && one.charAt(i) == other.charAt(j) && fits[i + 1][j + 1];
    }

    @Override
    public String toString() {
        return isDefault() ? "(default)" : text;
    }
}
