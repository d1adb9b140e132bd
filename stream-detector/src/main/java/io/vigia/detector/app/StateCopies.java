package io.vigia.detector.app;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the copies of states that this detector got when it joined have caught up. A rolling update stops the next
 * detector when this one is ready; if its copies were still being restored, no detector would score meanwhile.
 */
final class StateCopies {
    /** The time after which it is ready anyway: it scores, and a copy may lag only because of high load. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final LongSupplier nanos;
    private boolean caughtUp;
    private @Nullable Long since;

    /** @param nanos a clock such as {@link System#nanoTime} */
    StateCopies(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * One state of one partition.
     *
     * @param position the position in its changelog
     * @param end of its changelog
     */
    record Copy(long position, long end) {
        private boolean isBehind() {
            return end - position > StreamsProperties.WARM_LAG || position == 0 && end > 0;
        }
    }

    /** The missing states; null once all have caught up. Queries Kafka until then. */
    synchronized @Nullable String missing(KafkaStreams streams) {
        if (caughtUp) {
            return null;
        }
        try {
            List<Copy> copies = streams.allLocalStorePartitionLags().values().stream()
                    .flatMap(partitions -> partitions.values().stream())
                    .map(lag -> new Copy(lag.currentOffsetPosition(), lag.endOffsetPosition()))
                    .toList();
            return missing(copies);
        } catch (StreamsException away) {
            return "the lag of the state copies is unknown, because Kafka does not report it";
        }
    }

    /** As {@link #missing(KafkaStreams)}, from the current states. */
    synchronized @Nullable String missing(Collection<Copy> copies) {
        long now = nanos.getAsLong();
        if (since == null) {
            since = now;
        }
        long behind = copies.stream().filter(Copy::isBehind).count();
        caughtUp |= behind == 0 || now - since >= PATIENCE.toNanos();
        return caughtUp ? null : behind + " of " + copies.size() + " states are still being copied";
    }
}
