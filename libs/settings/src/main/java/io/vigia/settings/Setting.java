package io.vigia.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One setting: its environment variable, default, meaning and bounds in one place, from which the records of settings,
 * the messages and the table in docs/configuration.md are made.
 *
 * @param <T> the type that the text becomes
 * @param variable the environment variable
 * @param fallback the text used where the variable is unset or empty
 * @param allowed the valid values, for messages and the table
 * @param meaning one sentence for the table
 * @param secret whether the value must never be shown
 * @param parser throws {@link IllegalArgumentException} for an invalid text
 */
public record Setting<T>(
        String variable, String fallback, String allowed, String meaning, boolean secret, Function<String, T> parser) {

    /** A whole number from {@code min} to {@code max}. */
    public static Setting<Integer> integer(String variable, int fallback, int min, int max, String meaning) {
        return new Setting<>(
                variable,
                Integer.toString(fallback),
                "a whole number from " + min + " to " + max,
                meaning,
                false,
                text -> (int) bounded(Long.parseLong(text), min, max));
    }

    /** A whole number from {@code min} to {@code max}. */
    public static Setting<Long> longInteger(String variable, long fallback, long min, long max, String meaning) {
        return new Setting<>(
                variable,
                Long.toString(fallback),
                "a whole number from " + min + " to " + max,
                meaning,
                false,
                text -> bounded(Long.parseLong(text), min, max));
    }

    /** Any text; an empty default means «not set». */
    public static Setting<String> text(String variable, String fallback, String meaning) {
        return new Setting<>(variable, fallback, "text", meaning, false, Function.identity());
    }

    /** A text that is never logged or shown. */
    public static Setting<String> secretText(String variable, String meaning) {
        return new Setting<>(variable, "", "text", meaning, true, Function.identity());
    }

    /** {@code true} or {@code false}. */
    public static Setting<Boolean> flag(String variable, boolean fallback, String meaning) {
        return new Setting<>(
                variable, Boolean.toString(fallback), "true or false", meaning, false, text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(text);
                });
    }

    /** One of an enum's constants, written in lower case. */
    public static <E extends Enum<E>> Setting<E> choice(String variable, E fallback, String meaning) {
        Class<E> type = fallback.getDeclaringClass();
        return new Setting<>(
                variable,
                fallback.name().toLowerCase(Locale.ROOT),
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" or ")),
                meaning,
                false,
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
    }

    /**
     * The value of this setting.
     *
     * @throws InvalidSettingException if the text is invalid
     */
    public T from(Variables variables) {
        String text = variables.get(variable);
        String used = text == null || text.isBlank() ? fallback : text.trim();
        try {
            return parser.apply(used);
        } catch (IllegalArgumentException notAllowed) {
            throw new InvalidSettingException(variable, secret ? "***" : used, allowed);
        }
    }

    private static long bounded(long number, long min, long max) {
        if (number < min || number > max) {
            throw new IllegalArgumentException(Long.toString(number));
        }
        return number;
    }
}
