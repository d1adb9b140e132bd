package io.vigia.cli.replay;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.Feed;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.kafka.RecordFeed;
import io.vigia.cli.terminal.Progress;
import io.vigia.contract.settings.KafkaSettings;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/**
 * Lets the sink write the store anew: its group's offsets go back to the beginning of the scores and anomalies, and
 * whoever is the sink goes on from there. Members that run are sent out of their group first, since offsets of a group
 * can be set only while it is empty; each comes back by itself with its next heartbeat, finds the new offsets, and a commit
 * of what it had at hand is refused. Nobody but the sink ever writes.
 */
final class StoreRebuild {
    private static final int MOST_TRIES = 20;
    private static final long LOOK_MS = 200;
    /** Below, what is left is counted record by record: ends of transactions take offsets that nobody commits. */
    private static final long NEAR = 2_000;

    private final KafkaSettings kafka;
    private final Admin admin;
    private final Offsets offsets;
    private final PrintWriter out;
    private final String group;

    StoreRebuild(KafkaSettings kafka, Admin admin, PrintWriter out) {
        this.kafka = kafka;
        this.admin = admin;
        this.offsets = new Offsets(admin);
        this.out = out;
        this.group = kafka.topics().sinkGroup();
    }

    /** Returns when the sink has written again all that the topics have now. */
    void run() {
        if (offsets.committed(group).isEmpty()) {
            throw new CommandFailedException("the group " + group
                    + " has committed nothing: there is no sink into Redis here (a store in memory fills itself at each"
                    + " start, and a Redis that was never written is filled by the first stream-detector)");
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> starts = new HashMap<>();
        for (String topic : List.of(kafka.topics().scores(), kafka.topics().anomalies())) {
            ends.putAll(offsets.committedEnds(topic));
            offsets.starts(topic).forEach((partition, offset) -> starts.put(partition, new OffsetAndMetadata(offset)));
        }
        setBack(starts);
        await(ends);
        out.println("The store has everything that the topics had.");
        out.flush();
    }

    private void setBack(Map<TopicPartition, OffsetAndMetadata> starts) {
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            int members = members();
            if (members > 0) {
                sendOut();
            }
            if (alter(starts)) {
                out.println("The offsets of " + group + " are set back to the beginning"
                        + (members > 0
                                ? "; " + members + " sinks go on from there."
                                : "; no sink runs: start stream-detector, and it goes on from there."));
                out.flush();
                return;
            }
        }
        throw new CommandFailedException("the sinks of " + group + " came back too fast, " + MOST_TRIES
                + " times; stop every stream-detector, run this again, and start them");
    }

    private int members() {
        ConsumerGroupDescription described =
                Offsets.get(admin.describeConsumerGroups(List.of(group)).all()).get(group);
        return described == null ? 0 : described.members().size();
    }

    private void sendOut() {
        try {
            admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | java.util.concurrent.TimeoutException gone) {
            // Somebody who left by himself meanwhile is what was wanted; whether the group is empty is seen next.
            out.flush();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", stop);
        }
    }

    /** False if a member was back already. */
    private boolean alter(Map<TopicPartition, OffsetAndMetadata> starts) {
        try {
            admin.alterConsumerGroupOffsets(group, starts).all().get(30, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownMemberIdException
                    || failed.getCause() instanceof GroupNotEmptyException) {
                return false;
            }
            throw new CommandFailedException("the offsets of " + group + " can't be set: " + failed.getCause(), failed);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new CommandFailedException("the offsets of " + group + " were not set in time", late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", stop);
        }
    }

    private void await(Map<TopicPartition, Long> ends) {
        long left = offsets.lag(group, ends);
        try (Progress progress = Progress.of("Rebuilding", left)) {
            while (left > NEAR || unread(ends) > 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
                long now = offsets.lag(group, ends);
                progress.add(Math.max(0, left - now));
                left = now;
            }
            progress.add(left);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", stop);
        }
    }

    private long unread(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> committed = offsets.committed(group);
        long count = 0;
        for (String topic : List.of(kafka.topics().scores(), kafka.topics().anomalies())) {
            Map<TopicPartition, Long> to = new HashMap<>(ends);
            to.keySet().removeIf(partition -> !partition.topic().equals(topic));
            try (Feed feed = new RecordFeed(kafka.clientConfig(), committed, to)) {
                while (feed.next() != null) {
                    count++;
                }
            }
        }
        return count;
    }
}
