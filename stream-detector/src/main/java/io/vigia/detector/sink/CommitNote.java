package io.vigia.detector.sink;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a committed offset, so that the next owner of the partition knows which master was written to, and from
 * which offset to write again if that master was replaced.
 *
 * @param epoch of the store at the commit
 * @param rewindTo the offset from which to write again
 */
record CommitNote(long epoch, long rewindTo) {
    String text() {
        return epoch + ":" + rewindTo;
    }

    /** Empty if there is no note, or another program set the offset. */
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
