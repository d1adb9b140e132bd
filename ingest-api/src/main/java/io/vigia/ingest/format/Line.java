package io.vigia.ingest.format;

import io.vigia.contract.Reading;
import org.jspecify.annotations.Nullable;

/** The result of one record of a body. */
public sealed interface Line {
    /** The position of the record, from 1: its line, or its index in a JSON array. */
    int number();

    /**
     * A valid reading.
     *
     * @param note remark for the caller; null if there is none
     */
    record Taken(int number, Reading reading, @Nullable String note) implements Line {}

    /** A rejected record, with the reason. */
    record Refused(int number, RejectedException reason) implements Line {}
}
