package io.vigia.cli.replay;

import io.vigia.cli.kafka.Feed;
import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.Reading;
import io.vigia.contract.Score;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the readings, their new scores and their old ones at the same time. All three are in the order of
 * arrival, and each sensor's are in its own order, so that only a few wait for their counterpart: ids are looked for from
 * where the last one was found, since a client may use an id twice.
 */
final class Comparison {
    /** Old scores that are read ahead of the new one that they are looked for by, before it counts as having none. */
    private static final int MOST_AHEAD = 100_000;

    private final Lane readings;
    private final Lane replayed;
    private final Lane originals;
    private final Predicate<ConsumerRecord<byte[], byte[]>> counts;

    /**
     * @param readings what was copied
     * @param replayed the new scores
     * @param originals the old ones
     * @param counts whether a copied reading is compared, or was only fed
     */
    Comparison(Feed readings, Feed replayed, Feed originals, Predicate<ConsumerRecord<byte[], byte[]>> counts) {
        this.readings = new Lane(readings, Comparison::reading);
        this.replayed = new Lane(replayed, Comparison::score);
        this.originals = new Lane(originals, Comparison::score);
        this.counts = counts;
    }

    /** Compares everything. */
    Differences run() {
        Differences differences = new Differences();
        for (Item now = replayed.next(); now != null; now = replayed.next()) {
            Score score = now.score();
            if (score == null) {
                continue;
            }
            Item reading = readings.find(score.sensor(), score.id());
            if (reading == null || !counts.test(reading.record())) {
                continue;
            }
            Item before = originals.find(score.sensor(), score.id());
            Score old = before == null ? null : before.score();
            if (before == null || old == null) {
                differences.addWithoutOriginal();
            } else {
                boolean same =
                        Arrays.equals(before.record().value(), now.record().value());
                differences.add(old, score, same);
            }
        }
        return differences;
    }

    /** @param score null where the record is none */
    private record Item(
            ConsumerRecord<byte[], byte[]> record,
            String sensor,
            String id,
            @Nullable Score score) {}

    private interface Parser {
        /** Null where the record is of no consequence. */
        @Nullable
        Item parse(ConsumerRecord<byte[], byte[]> record);
    }

    private static @Nullable Item reading(ConsumerRecord<byte[], byte[]> record) {
        try {
            return EventJson.readReading(record.value()) instanceof Reading reading
                    ? new Item(record, reading.sensor(), reading.id(), null)
                    : null;
        } catch (InvalidEventException unreadable) {
            return null;
        }
    }

    private static @Nullable Item score(ConsumerRecord<byte[], byte[]> record) {
        try {
            return EventJson.readScore(record.value()) instanceof Score score
                    ? new Item(record, score.sensor(), score.id(), score)
                    : null;
        } catch (InvalidEventException unreadable) {
            return null;
        }
    }

    /** One of the three, with what was read of it and not found yet. */
    private static final class Lane {
        private final Feed feed;
        private final Parser parser;
        private final Map<String, Deque<Item>> waiting = new HashMap<>();
        private int ahead;

        Lane(Feed feed, Parser parser) {
            this.feed = feed;
            this.parser = parser;
        }

        /** The next that is a reading or a score; null at the end. */
        @Nullable
        Item next() {
            for (ConsumerRecord<byte[], byte[]> record = feed.next(); record != null; record = feed.next()) {
                Item item = parser.parse(record);
                if (item != null) {
                    return item;
                }
            }
            return null;
        }

        /** The sensor's next one with that id; what lies before it is dropped. */
        @Nullable
        Item find(String sensor, String id) {
            Deque<Item> own = waiting.computeIfAbsent(sensor, name -> new ArrayDeque<>());
            if (own.stream().anyMatch(item -> item.id().equals(id))) {
                return drop(own, id);
            }
            while (ahead < MOST_AHEAD) {
                Item item = next();
                if (item == null) {
                    return null;
                }
                waiting.computeIfAbsent(item.sensor(), name -> new ArrayDeque<>())
                        .add(item);
                ahead++;
                if (item.sensor().equals(sensor) && item.id().equals(id)) {
                    return drop(own, id);
                }
            }
            return null;
        }

        private Item drop(Deque<Item> own, String id) {
            Item item = own.removeFirst();
            ahead--;
            while (!item.id().equals(id)) {
                item = own.removeFirst();
                ahead--;
            }
            return item;
        }
    }
}
