package io.vigia.detector.app;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the copies of states that this detector got when it joined have caught up. Whoever updates detectors one after the
 * other stops the next when this one is ready: if its copies were still being made, nobody would judge meanwhile.
 */
final class StateCopies {
    /** After so long it is ready all the same: it judges, and a copy may be behind because there is so much to do. */
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
     * @param position how far its changelog was read
     * @param end of its changelog
     */
    record Copy(long position, long end) {
        private boolean isBehind() {
            return end - position > StreamsProperties.WARM_LAG || position == 0 && end > 0;
        }
    }

    /** What is missing; null once all had caught up. Asks Kafka until then. */
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
            return "Kafka does not say how far the copies of states are behind";
        }
    }

    /** As {@link #missing(KafkaStreams)}, by what there is now. */
    synchronized @Nullable String missing(Collection<Copy> copies) {
        long now = nanos.getAsLong();
        if (since == null) {
            since = now;
        }
        long behind = copies.stream().filter(Copy::isBehind).count();
        caughtUp |= behind == 0 || now - since >= PATIENCE.toNanos();
        return caughtUp ? null : behind + " states of " + copies.size() + " are still being copied";
    }
}
