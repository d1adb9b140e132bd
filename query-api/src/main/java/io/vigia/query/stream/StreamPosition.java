package io.vigia.query.stream;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A client's position in each partition of a topic. Its text form is the id of an event, with which the client can resume
 * at any replica.
 */
final class StreamPosition {
    private static final int RADIX = 36;
    private static final Pattern OFFSET = Pattern.compile("[0-9a-z]{1,12}");

    private final StreamTopic topic;
    private final long[] next;

    /** @param next the offset of the next record of each partition */
    StreamPosition(StreamTopic topic, long[] next) {
        this.topic = topic;
        this.next = next.clone();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws InvalidPositionException if it was not issued for this topic
     */
    static StreamPosition parse(StreamTopic topic, int partitions, String text) {
        String[] parts = text.split("\\.", -1);
        boolean known = parts.length == partitions + 1 && parts[0].equals(topic.letter());
        if (!known
                || !Arrays.stream(parts)
                        .skip(1)
                        .allMatch(part -> OFFSET.matcher(part).matches())) {
            throw new InvalidPositionException();
        }
        return new StreamPosition(
                topic,
                Arrays.stream(parts)
                        .skip(1)
                        .mapToLong(part -> Long.parseLong(part, RADIX))
                        .toArray());
    }

    long next(int partition) {
        return next[partition];
    }

    void moveTo(int partition, long offset) {
        next[partition] = offset;
    }

    String text() {
        StringBuilder text = new StringBuilder(8 * next.length).append(topic.letter());
        for (long offset : next) {
            text.append('.').append(Long.toString(offset, RADIX));
        }
        return text.toString();
    }
}
