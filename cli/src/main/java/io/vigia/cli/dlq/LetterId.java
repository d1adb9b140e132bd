package io.vigia.cli.dlq;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The id of a dead letter: {@code readings-3-17} is at offset 17 of partition 3 of the readings' dead letters.
 *
 * @param box the topic
 */
record LetterId(Box box, int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("(readings|scores|notifications)-(\\d{1,4})-(\\d{1,18})");

    /** The topics of dead letters. */
    enum Box {
        /** Records that the detector could not read. */
        READINGS,
        /** Verdicts that the store refused permanently. */
        SCORES,
        /** Changes of incidents that a channel of the notifier did not take. */
        NOTIFICATIONS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Box of(String word) {
            return Arrays.stream(values())
                    .filter(box -> box.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + word + "' has no dead letters; must be readings, scores or notifications"));
        }
    }

    @Override
    public String toString() {
        return box.word() + "-" + partition + "-" + offset;
    }

    /** Converts the argument of a command. */
    static final class Converter implements ITypeConverter<LetterId> {
        @Override
        public LetterId convert(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("'" + text
                        + "' is not a dead letter; must be an id that 'vigia dlq list' shows, such as readings-3-17");
            }
            return new LetterId(
                    Box.of(matcher.group(1)), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
        }
    }
}
