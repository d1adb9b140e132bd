package io.vigia.runtime.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A role of the holder of a key. */
public enum Role {
    /** May store readings and get their verdicts. */
    SEND,
    /** May read stored data. */
    READ,
    /** May do all of that, delete, and change models. */
    ADMINISTER;

    /** The role as written in a key file: {@code send}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role with this name; empty if there is none. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
