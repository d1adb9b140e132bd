package io.vigia.contract;

/** Parses one ISO-8601 text. */
final class IsoTime {
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private final String text;
    private int at;

    IsoTime(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if it is no such text */
    long epochMillis() {
        int year = digits(4, 0, 9999);
        expect('-');
        int month = digits(2, 1, 12);
        expect('-');
        int day = digits(2, 1, daysOf(year, month));
        long ms = daysSinceEpoch(year, month, day) * 86_400_000L;
        if (!ended()) {
            ms += timeOfDay();
            ms -= offset();
        }
        if (!ended()) {
            throw Instants.refused(text);
        }
        return ms;
    }

    private long timeOfDay() {
        if (peek() != 'T' && peek() != ' ' && peek() != 't') {
            throw Instants.refused(text);
        }
        at++;
        long ms = digits(2, 0, 23) * 3_600_000L;
        expect(':');
        ms += digits(2, 0, 59) * 60_000L;
        if (!ended() && peek() == ':') {
            at++;
            ms += digits(2, 0, 59) * 1_000L;
            ms += decimals();
        }
        return ms;
    }

    private long decimals() {
        if (ended() || peek() != '.' && peek() != ',') {
            return 0;
        }
        int start = ++at;
        long ms = 0;
        while (!ended() && peek() >= '0' && peek() <= '9') {
            if (at - start < 3) {
                ms = ms * 10 + (peek() - '0');
            }
            at++;
        }
        int count = at - start;
        if (count == 0 || count > 9) {
            throw Instants.refused(text);
        }
        return count == 1 ? ms * 100 : count == 2 ? ms * 10 : ms;
    }

    private long offset() {
        if (!ended() && peek() == ' ') {
            at++;
        }
        if (ended()) {
            return 0;
        }
        char sign = text.charAt(at++);
        long ms = sign == 'Z' || sign == 'z' ? 0 : signedOffset(sign);
        skipRegion();
        return ms;
    }

    private long signedOffset(char sign) {
        if (sign != '+' && sign != '-') {
            throw Instants.refused(text);
        }
        long ms = digits(2, 0, 18) * 3_600_000L;
        if (!ended() && peek() != '[') {
            if (peek() == ':') {
                at++;
            }
            ms += digits(2, 0, 59) * 60_000L;
        }
        return sign == '-' ? -ms : ms;
    }

    /** Skips the zone in texts of Java such as {@code +01:00[Europe/Madrid]}, because the offset is sufficient. */
    private void skipRegion() {
        if (!ended() && peek() == '[' && text.endsWith("]")) {
            at = text.length();
        }
    }

    private int digits(int count, int min, int max) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            int digit = ended() ? -1 : text.charAt(at++) - '0';
            if (digit < 0 || digit > 9) {
                throw Instants.refused(text);
            }
            number = number * 10 + digit;
        }
        if (number < min || number > max) {
            throw Instants.refused(text);
        }
        return number;
    }

    private void expect(char c) {
        if (ended() || text.charAt(at++) != c) {
            throw Instants.refused(text);
        }
    }

    private char peek() {
        return text.charAt(at);
    }

    private boolean ended() {
        return at == text.length();
    }

    private static int daysOf(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS[month - 1];
    }

    /** Howard Hinnant's days_from_civil (public domain), for years from 0 on. */
    private static long daysSinceEpoch(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }
}
