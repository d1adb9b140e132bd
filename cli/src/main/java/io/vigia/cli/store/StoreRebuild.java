package io.vigia.cli.store;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.terminal.Count;
import io.vigia.kafka.KafkaSettings;
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
            throw new CommandFailedException("the consumer group " + group
                    + " has no commits, so there is no Redis to rebuild: a store in memory is filled at each"
                    + " start, and an unused Redis by the first stream-detector");
        }
        SinkCatchUp catchUp = SinkCatchUp.toNow(kafka, offsets);
        Map<TopicPartition, OffsetAndMetadata> starts = new HashMap<>();
        for (String topic : List.of(kafka.topics().scores(), kafka.topics().anomalies())) {
            offsets.starts(topic).forEach((partition, offset) -> starts.put(partition, new OffsetAndMetadata(offset)));
        }
        setBack(starts);
        catchUp.await("Rebuilding", () -> {});
        out.println("The store is complete: it has all records of the topics.");
        out.flush();
    }

    private void setBack(Map<TopicPartition, OffsetAndMetadata> starts) {
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            int members = members();
            if (members > 0) {
                sendOut();
            }
            if (alter(starts)) {
                out.println("The offsets of " + group + " are reset to the beginning"
                        + (members > 0
                                ? "; " + Count.of(members, "running sink") + " will write them again."
                                : ". No sink is running; start stream-detector to write them again."));
                out.flush();
                return;
            }
        }
        throw new CommandFailedException("the sinks of " + group + " rejoined before the reset, " + MOST_TRIES
                + " times; stop every stream-detector, run this command again, and start them");
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
            throw new CommandFailedException(
                    "the offsets of " + group + " could not be reset: " + failed.getCause(), failed);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new CommandFailedException("resetting the offsets of " + group + " timed out", late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", stop);
        }
    }
}
