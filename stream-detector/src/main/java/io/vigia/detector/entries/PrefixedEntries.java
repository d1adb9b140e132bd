package io.vigia.detector.entries;

import io.vigia.contract.InvalidEventException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The entries of a store whose keys begin with a character that the keys of its other entries don't have. A store of their own
 * would need its changelog before a replica of an older version leads the group.
 */
public final class PrefixedEntries {
    /** After every other character in the order of UTF-8, as far as it is one char. */
    private static final char END = '\uffff';

    private final KeyValueStore<String, byte[]> store;
    private final String prefix;

    public PrefixedEntries(KeyValueStore<String, byte[]> store, char prefix) {
        this.store = store;
        this.prefix = String.valueOf(prefix);
    }

    /**
     * Reads all of them, and removes those that no detector wrote.
     *
     * @param entry takes the key without the prefix, and the value; an {@link InvalidEventException} says that no detector wrote it
     * @return how many were removed
     */
    public int restore(BiConsumer<String, byte[]> entry) {
        List<String> foreign = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = store.range(prefix, prefix + END)) {
            while (entries.hasNext()) {
                KeyValue<String, byte[]> next = entries.next();
                try {
                    entry.accept(next.key.substring(prefix.length()), next.value);
                } catch (InvalidEventException notOurs) {
                    foreign.add(next.key);
                }
            }
        }
        foreign.forEach(store::delete);
        return foreign.size();
    }

    /** Keeps an entry, in the place of the former one. */
    public void put(String key, byte[] value) {
        store.put(prefix + key, value);
    }

    /** Removes an entry. */
    public void delete(String key) {
        store.delete(prefix + key);
    }
}
