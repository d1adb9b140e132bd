package io.vigia.models.pickle;

/** Python's {@code None}. */
enum None {
    NONE
}
