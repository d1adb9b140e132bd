package io.vigia.runtime.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the holder of a key may do. */
public enum Role {
    /** Store readings, and have them judged. */
    SEND,
    /** See what is stored. */
    READ,
    /** All of that, delete, and change models. */
    ADMINISTER;

    /** The role as it is written in a file of keys: {@code send}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role that is written so; empty if there is none. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
