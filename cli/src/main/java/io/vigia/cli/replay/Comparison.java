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
 * Reads the readings, their new scores and their old scores in parallel. All three are in the order of arrival, and those of
 * a sensor are in order, so only a few records wait for their counterpart. Ids are searched from the place of the last
 * match, because a client may use an id twice.
 */
final class Comparison {
    /** Number of old scores that are read ahead before a new score counts as having no original. */
    private static final int MOST_AHEAD = 100_000;

    private final Lane readings;
    private final Lane replayed;
    private final Lane originals;
    private final Predicate<ConsumerRecord<byte[], byte[]>> counts;

    /**
     * @param readings the copied readings
     * @param replayed the new scores
     * @param originals the old ones
     * @param counts whether a copied reading is compared; otherwise it belongs to the lead
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

    /** @param score null if the record is not a score */
    private record Item(
            ConsumerRecord<byte[], byte[]> record,
            String sensor,
            String id,
            @Nullable Score score) {}

    private interface Parser {
        /** Null if the record is ignored. */
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

    /** One of the three feeds, with the records that were read and not matched yet. */
    private static final class Lane {
        private final Feed feed;
        private final Parser parser;
        private final Map<String, Deque<Item>> waiting = new HashMap<>();
        private int ahead;

        Lane(Feed feed, Parser parser) {
            this.feed = feed;
            this.parser = parser;
        }

        /** The next reading or score; null at the end. */
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

        /** The sensor's next record with that id; those before it are dropped. */
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
