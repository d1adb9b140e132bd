package io.vigia.contract;

import java.util.Arrays;
import java.util.Locale;

/** The topics of dead letters. */
public enum LetterBox {
    /** Records that the detector could not read. */
    READINGS,
    /** Verdicts that the store refused permanently. */
    SCORES,
    /** Changes of incidents that a channel of the notifier did not take. */
    NOTIFICATIONS;

    /** Its name in ids. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of its topic. */
    public String topic(Topics topics) {
        return switch (this) {
            case READINGS -> topics.readingsDlq();
            case SCORES -> topics.scoresDlq();
            case NOTIFICATIONS -> topics.notificationsDlq();
        };
    }

    /**
     * The one with this name in ids.
     *
     * @throws IllegalArgumentException if there is none; the message says what is valid
     */
    public static LetterBox of(String word) {
        return Arrays.stream(values())
                .filter(box -> box.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + word + "' has no dead letters; must be readings, scores or notifications"));
    }
}
