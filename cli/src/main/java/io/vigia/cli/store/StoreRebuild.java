package io.vigia.cli.store;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.Offsets;
import io.vigia.kafka.KafkaSettings;
import io.vigia.terminal.Count;
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
 * Lets the sink write the whole store again: its group's offsets are reset to the beginning of the scores and anomalies, and
 * the running sinks continue from there. Running members are removed from the group first, because the offsets of a group
 * can be set only while it is empty. Each rejoins with its next heartbeat and reads the new offsets; a commit of the batch
 * that it was writing is refused. Only the sink writes to the store.
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

    /** Returns when the sink has written everything that the topics have now. */
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
            // A member that has left by itself is fine; whether the group is empty is checked next.
            out.flush();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", stop);
        }
    }

    /** False if a member had already rejoined. */
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
