package io.vigia.contract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id of a dead letter: {@code readings-3-17} is at offset 17 of partition 3 of the readings' dead letters. */
public record LetterId(LetterBox box, int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("(readings|scores|notifications)-(\\d{1,4})-(\\d{1,18})");

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is not such an id; the message says what is valid
     */
    public static LetterId parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a dead letter; must be an id that 'vigia dlq list' shows, such as readings-3-17");
        }
        return new LetterId(
                LetterBox.of(matcher.group(1)), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    @Override
    public String toString() {
        return box.word() + "-" + partition + "-" + offset;
    }
}
