package io.vigia.ingest.format;

import io.vigia.contract.Reading;

/** What became of one record of a body. */
public sealed interface Line {
    /** Where it stood: the line, or for JSON the place in the array, from 1 on. */
    int number();

    /** It is a reading. */
    record Taken(int number, Reading reading) implements Line {}

    /** It is none, for this reason. */
    record Refused(int number, RejectedException reason) implements Line {}
}
