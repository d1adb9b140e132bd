package io.vigia.contract;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Times as clients write them and as people read them. Read by hand, in tens of nanoseconds: files of readings carry one a
 * line.
 */
public final class Instants {
    /** What may be written, for messages. */
    public static final String ALLOWED =
            "epoch milliseconds, or ISO-8601 such as 2025-11-28T16:54:21Z (UTC without a zone)";

    private static final DateTimeFormatter FECHA = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Instants() {}

    /**
     * Epoch milliseconds of a text: digits as they are; {@code 2025-11-28}, {@code 2025-11-28 16:54}, and with a
     * {@code T}, seconds, up to nine decimals, {@code Z} or an offset. UTC where no zone is named. Negative for times
     * before 1970.
     *
     * @throws IllegalArgumentException if it is no such text
     */
    public static long parse(String text) {
        int dash = text.indexOf('-', 1);
        return dash < 0 ? number(text) : new Cursor(text).instant();
    }

    /** {@code 2025-11-28 16:54:21} in the zone of {@code TZ}. */
    public static String fecha(long ts) {
        return FECHA.format(Instant.ofEpochMilli(ts).atZone(ZoneId.systemDefault()));
    }

    private static long number(String text) {
        int digits = text.startsWith("-") ? 1 : 0;
        if (text.length() == digits || text.length() > 18) {
            throw refused(text);
        }
        for (int i = digits; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                throw refused(text);
            }
        }
        return Long.parseLong(text);
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("'" + text + "' is no time; allowed is " + ALLOWED);
    }

    /** Walks through one ISO-8601 text. */
    private static final class Cursor {
        private final String text;
        private int at;

        Cursor(String text) {
            this.text = text;
        }

        long instant() {
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
                throw refused(text);
            }
            return ms;
        }

        private long timeOfDay() {
            if (peek() != 'T' && peek() != ' ' && peek() != 't') {
                throw refused(text);
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
            if (ended() || peek() != '.') {
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
                throw refused(text);
            }
            return count == 1 ? ms * 100 : count == 2 ? ms * 10 : ms;
        }

        private long offset() {
            if (ended()) {
                return 0;
            }
            char sign = text.charAt(at++);
            if (sign == 'Z' || sign == 'z') {
                return 0;
            }
            if (sign != '+' && sign != '-') {
                throw refused(text);
            }
            long ms = digits(2, 0, 18) * 3_600_000L;
            if (!ended()) {
                if (peek() == ':') {
                    at++;
                }
                ms += digits(2, 0, 59) * 60_000L;
            }
            return sign == '-' ? -ms : ms;
        }

        private int digits(int count, int min, int max) {
            int number = 0;
            for (int i = 0; i < count; i++) {
                int digit = ended() ? -1 : text.charAt(at++) - '0';
                if (digit < 0 || digit > 9) {
                    throw refused(text);
                }
                number = number * 10 + digit;
            }
            if (number < min || number > max) {
                throw refused(text);
            }
            return number;
        }

        private void expect(char c) {
            if (ended() || text.charAt(at++) != c) {
                throw refused(text);
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
}
