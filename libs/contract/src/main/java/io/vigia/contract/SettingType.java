package io.vigia.contract;

import io.vigia.verdict.WireName;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values of one setting: what is valid, and how it is written. As JSON means a string, a {@link Number}, a {@link Boolean}
 * or a {@link Map} of these.
 *
 * @param allowed the valid values, for messages
 * @param read the value of its JSON; null if it is invalid
 * @param write the JSON of a value
 */
record SettingType<T>(String allowed, Function<Object, @Nullable T> read, Function<T, Object> write) {
    /** Stands for {@code never}. */
    static final Duration NEVER = Duration.ofMillis(Long.MAX_VALUE);

    private static final String NEVER_WORD = "never";
    private static final Duration LONGEST = Duration.ofDays(366);

    static SettingType<String> text(int most) {
        return new SettingType<>(
                "a text of 1 to " + most + " characters",
                json -> json instanceof String text && isText(text, most) ? text : null,
                text -> text);
    }

    private static boolean isText(String text, int most) {
        return !text.isBlank()
                && text.codePointCount(0, text.length()) <= most
                && text.codePoints().noneMatch(c -> Character.isISOControl(c) || isHalfOfPair(c));
    }

    private static boolean isHalfOfPair(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    static <W extends WireName> SettingType<W> word(W[] words) {
        return new SettingType<>(
                "one of " + Arrays.stream(words).map(WireName::wire).collect(Collectors.joining(", ")),
                json -> Arrays.stream(words)
                        .filter(word -> word.wire().equals(json))
                        .findFirst()
                        .orElse(null),
                WireName::wire);
    }

    static SettingType<Double> number(double least, double most, String allowed) {
        return new SettingType<>(
                allowed, json -> number(json) >= least && number(json) <= most ? number(json) : null, number -> number);
    }

    /** NaN for what is not a number. */
    private static double number(@Nullable Object json) {
        return json instanceof Number number ? number.doubleValue() + 0.0 : Double.NaN;
    }

    static SettingType<Boolean> flag() {
        return new SettingType<>("true or false", json -> json instanceof Boolean flag ? flag : null, flag -> flag);
    }

    /** @param shortest the shortest valid one */
    static SettingType<Duration> duration(Duration shortest) {
        return new SettingType<>(
                "an ISO-8601 duration from " + shortest + " to P366D, such as PT5M",
                json -> duration(json, shortest),
                Duration::toString);
    }

    /** A duration, or {@link #NEVER}. */
    static SettingType<Duration> durationOrNever(Duration shortest) {
        SettingType<Duration> some = duration(shortest);
        return new SettingType<>(
                some.allowed() + ", or " + NEVER_WORD,
                json -> NEVER_WORD.equals(json) ? NEVER : duration(json, shortest),
                found -> found.equals(NEVER) ? NEVER_WORD : found.toString());
    }

    private static @Nullable Duration duration(Object json, Duration shortest) {
        if (!(json instanceof String text)) {
            return null;
        }
        try {
            // Finer than a reading's time means nothing.
            Duration found = Duration.ofMillis(Duration.parse(text).toMillis());
            return found.compareTo(shortest) >= 0 && found.compareTo(LONGEST) <= 0 ? found : null;
        } catch (DateTimeParseException | ArithmeticException invalid) {
            return null;
        }
    }

    static SettingType<ZoneId> zone() {
        return new SettingType<>(
                "an IANA time zone such as Europe/Madrid",
                json -> json instanceof String name
                                && ZoneId.getAvailableZoneIds().contains(name)
                        ? ZoneId.of(name)
                        : null,
                ZoneId::getId);
    }

    static SettingType<Limits> limits() {
        return new SettingType<>(
                "an object with the numbers low and high, or one of them; low must be less than high",
                SettingType::limits,
                SettingType::json);
    }

    private static @Nullable Limits limits(Object json) {
        if (!(json instanceof Map<?, ?> fields) || !Set.of("low", "high").containsAll(fields.keySet())) {
            return null;
        }
        Object low = fields.get("low");
        Object high = fields.get("high");
        double least = low == null ? Double.NEGATIVE_INFINITY : number(low);
        double most = high == null ? Double.POSITIVE_INFINITY : number(high);
        boolean finite = (low == null || Double.isFinite(least)) && (high == null || Double.isFinite(most));
        boolean some = low != null || high != null;
        return finite && some && least < most ? new Limits(least, most) : null;
    }

    private static Map<String, Object> json(Limits limits) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (Double.isFinite(limits.low())) {
            json.put("low", limits.low());
        }
        if (Double.isFinite(limits.high())) {
            json.put("high", limits.high());
        }
        return json;
    }
}
