package io.vigia.runtime.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A role of the holder of a key. */
public enum Role {
    /** May store readings and get their verdicts. */
    SEND,
    /** May read stored data. */
    READ,
    /** May act on incidents: acknowledge, snooze and close them, and let a sensor be calibrated anew. */
    OPERATE,
    /** May do all of that, delete, and change models and settings. */
    ADMINISTER;

    /** The role as written in a key file: {@code send}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All roles, for messages: {@code send, read, operate or administer}. */
    public static String words() {
        String words = Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "));
        int last = words.lastIndexOf(", ");
        return words.substring(0, last) + " or" + words.substring(last + 1);
    }

    /** The role with this name; empty if there is none. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
