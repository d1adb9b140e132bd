package io.vigia.kafka;

import io.vigia.contract.UnknownTypeException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The unknown types in one topic, so that each is logged once. Thread-safe. */
public final class UnknownTypes {
    /** Maximum number of logged types, because a topic may contain any number. */
    private static final int MOST_REMEMBERED = 100;

    private final Set<String> met = ConcurrentHashMap.newKeySet();

    /** True the first time that this type is met. */
    public boolean isNew(UnknownTypeException unknown) {
        return met.size() < MOST_REMEMBERED && met.add(unknown.type());
    }
}
