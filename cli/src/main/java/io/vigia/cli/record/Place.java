package io.vigia.cli.record;

import io.vigia.cli.kafka.Offsets;
import io.vigia.contract.Instants;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/** A place in a topic: a time of arrival, or an offset in each of some partitions. */
final class Place {
    static final String ALLOWED = "a time of arrival (" + Instants.ALLOWED
            + ") or offsets such as 3@1200,5@80 (partition@offset; the other partitions whole)";

    private static final Pattern OFFSET = Pattern.compile("(\\d{1,4})@(\\d{1,18})");

    private final long epochMs;
    private final Map<Integer, Long> offsets;

    private Place(long epochMs, Map<Integer, Long> offsets) {
        this.epochMs = epochMs;
        this.offsets = offsets;
    }

    /** @throws IllegalArgumentException if the text is invalid; the message says what is valid */
    static Place parse(String text) {
        Map<Integer, Long> offsets = new HashMap<>();
        if (text.indexOf('@') < 0) {
            return new Place(Instants.parse(text), offsets);
        }
        for (String part : text.split(",", -1)) {
            Matcher matcher = OFFSET.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + text + "' is not a valid position; must be " + ALLOWED);
            }
            offsets.put(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
        }
        return new Place(0, offsets);
    }

    boolean isTime() {
        return offsets.isEmpty();
    }

    /** The place this much earlier; defined only for a time. */
    Place before(long ms) {
        return new Place(epochMs - ms, offsets);
    }

    /** The offset in each partition; for partitions that are not named, the offset in {@code others}. */
    Map<TopicPartition, Long> in(Offsets kafka, String topic, Map<TopicPartition, Long> others) {
        if (isTime()) {
            return kafka.atTime(topic, Math.max(0, epochMs));
        }
        Map<TopicPartition, Long> found = new HashMap<>(others);
        offsets.forEach((partition, offset) -> found.put(new TopicPartition(topic, partition), offset));
        return found;
    }
}
