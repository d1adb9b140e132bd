package io.vigia.detector.sink;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a committed offset carries as its metadata, so that whoever takes the partition over knows which master was
 * written to and from where on it must be written again if that one is gone.
 *
 * @param epoch of the store at the commit
 * @param rewindTo the offset that was current when the rewind begins
 */
record CommitNote(long epoch, long rewindTo) {
    String text() {
        return epoch + ":" + rewindTo;
    }

    /** Empty where there is none, or somebody else set the offset. */
    static Optional<CommitNote> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String[] parts = text.split(":", -1);
        try {
            return parts.length == 2
                    ? Optional.of(new CommitNote(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
                    : Optional.empty();
        } catch (NumberFormatException foreign) {
            return Optional.empty();
        }
    }
}
