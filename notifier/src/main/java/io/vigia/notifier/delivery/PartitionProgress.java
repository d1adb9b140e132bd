package io.vigia.notifier.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How far the channels are with one partition. The committed offset is that of the first record that some channel has not
 * settled; its metadata says how much farther each of the others is, so that a restart repeats nothing that was sent. Thread-safe.
 */
final class PartitionProgress {
    /** Below Kafka's default limit of metadata, 4,096 bytes. */
    private static final int MOST_NOTE = 4_000;

    private static final Pattern AHEAD = Pattern.compile("([A-Za-z0-9._-]{1,32})\\+(\\d{1,18})");

    private final Map<String, Long> settledBefore = new HashMap<>();
    private final Map<String, TreeSet<Long>> pending = new TreeMap<>();
    private long next;
    private boolean discarded;

    /**
     * @param channels names of all channels
     * @param committed null: nothing was committed; begins at {@code position} then
     */
    PartitionProgress(Collection<String> channels, @Nullable OffsetAndMetadata committed, long position) {
        channels.forEach(channel -> pending.put(channel, new TreeSet<>()));
        next = committed == null ? position : committed.offset();
        if (committed != null) {
            Matcher matcher = AHEAD.matcher(committed.metadata());
            while (matcher.find()) {
                settledBefore.put(matcher.group(1), next + Long.parseLong(matcher.group(2)));
            }
        }
    }

    /** Whether the channel had settled the record before the start. */
    synchronized boolean isSettled(String channel, long offset) {
        return offset < settledBefore.getOrDefault(channel, 0L);
    }

    /** The record has to be settled by the channel; to be called before {@link #read} of the same record. */
    synchronized void add(String channel, long offset) {
        pending.computeIfAbsent(channel, unseen -> new TreeSet<>()).add(offset);
    }

    /** The channels of this record have been added. */
    synchronized void read(long offset) {
        next = Math.max(next, offset + 1);
    }

    /** The channel is done with the record. */
    synchronized void settle(String channel, long offset) {
        TreeSet<Long> offsets = pending.get(channel);
        if (offsets != null) {
            offsets.remove(offset);
        }
    }

    /** The partition went to another instance, which repeats what is pending. */
    synchronized void discard() {
        discarded = true;
    }

    /** Whether another instance has the partition now. */
    synchronized boolean isDiscarded() {
        return discarded;
    }

    /** What to commit. */
    synchronized OffsetAndMetadata toCommit() {
        long first = pending.values().stream()
                .filter(offsets -> !offsets.isEmpty())
                .mapToLong(TreeSet::first)
                .min()
                .orElse(next);
        StringBuilder note = new StringBuilder();
        pending.forEach((channel, offsets) -> {
            long position =
                    Math.max(offsets.isEmpty() ? next : offsets.first(), settledBefore.getOrDefault(channel, 0L));
            if (position > first) {
                note(note, channel, position - first);
            }
        });
        return new OffsetAndMetadata(first, note.length() > MOST_NOTE ? "" : note.toString());
    }

    private static void note(StringBuilder note, String channel, long ahead) {
        note.append(note.isEmpty() ? "" : " ").append(channel).append('+').append(ahead);
    }
}
