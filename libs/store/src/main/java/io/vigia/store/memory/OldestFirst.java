package io.vigia.store.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Selects the samples to drop when there are too many: the oldest by arrival, of any sensor. Arrivals are recorded per chunk and
 * estimated within it, so that samples need not store their own.
 */
final class OldestFirst {
    private final NavigableSet<Place> places = new TreeSet<>();
    private final Map<SampleChunk, Place> placeOf = new HashMap<>();
    private long additions;

    private record Place(long arrival, long addition, SensorSamples samples, SampleChunk chunk)
            implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::arrival).thenComparingLong(Place::addition);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    void add(SensorSamples samples, SampleChunk chunk) {
        Place place = new Place(chunk.oldestArrival(), additions++, samples, chunk);
        places.add(place);
        placeOf.put(chunk, place);
    }

    /** Drops at most {@code count} adjacent samples, and returns how many. There must be one. */
    int drop(int count) {
        Place place = places.first();
        SampleChunk chunk = place.chunk();
        forget(chunk);
        int dropped = Math.min(count, chunk.size());
        chunk.dropOldest(dropped);
        if (chunk.size() > 0) {
            add(place.samples(), chunk);
        } else {
            place.samples().remove(chunk);
        }
        return dropped;
    }

    /** Forgets a chunk of a sensor that is deleted. */
    void forget(SampleChunk chunk) {
        places.remove(Objects.requireNonNull(placeOf.remove(chunk)));
    }
}
