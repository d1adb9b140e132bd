package io.vigia.terminal;

/** A number with its noun: {@code 1 reading}, {@code 2 readings}. */
public final class Count {
    private Count() {}

    /** With a noun whose plural ends in s. */
    public static String of(long number, String noun) {
        return of(number, noun, noun + "s");
    }

    /** With a noun that has another plural. */
    public static String of(long number, String noun, String plural) {
        return number + " " + (number == 1 ? noun : plural);
    }
}
