package io.vigia.kafka;

import io.vigia.contract.UnknownTypeException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The unknown types that were met on one topic, so that each is logged once. Safe for use by many threads. */
public final class UnknownTypes {
    /** Somebody may fill a topic with types: beyond these, none is logged. */
    private static final int MOST_REMEMBERED = 100;

    private final Set<String> met = ConcurrentHashMap.newKeySet();

    /** True the first time that this type is met. */
    public boolean isNew(UnknownTypeException unknown) {
        return met.size() < MOST_REMEMBERED && met.add(unknown.type());
    }
}
