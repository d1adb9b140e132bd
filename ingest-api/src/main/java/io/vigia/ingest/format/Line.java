package io.vigia.ingest.format;

import io.vigia.contract.Reading;
import org.jspecify.annotations.Nullable;

/** What became of one record of a body. */
public sealed interface Line {
    /** Where it stood: the line, or for JSON the place in the array, from 1 on. */
    int number();

    /**
     * It is a reading.
     *
     * @param note what the caller should know of it; null where there is nothing to say
     */
    record Taken(int number, Reading reading, @Nullable String note) implements Line {}

    /** It is none, for this reason. */
    record Refused(int number, RejectedException reason) implements Line {}
}
