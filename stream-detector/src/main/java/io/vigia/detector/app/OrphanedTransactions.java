package io.vigia.detector.app;

import io.vigia.kafka.AdminAnswer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;

/**
 * The open transactions of stream threads that are no longer members of the group. Such a thread failed, or lost its
 * partitions, and cannot commit any more. Until its transaction ends, the thread that takes over can neither
 * restore the states nor read the offsets, and readers of committed records wait too.
 */
final class OrphanedTransactions {
    private final Admin admin;
    private final String group;
    private final Pattern transactionalId;
    private final int timeoutMs;

    /**
     * @param group the application id of Kafka Streams
     * @param timeoutMs transaction time-out, in milliseconds; brokers limit it
     */
    OrphanedTransactions(Admin admin, String group, int timeoutMs) {
        this.admin = admin;
        this.group = group;
        this.timeoutMs = timeoutMs;
        transactionalId = Pattern.compile(Pattern.quote(group) + "-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-\\d+");
    }

    /**
     * Aborts them. A thread that is still alive learns at its next request that it was fenced, and rejoins.
     *
     * @param own the client ids of this process' consumers; if the group does not know them, nothing is aborted
     * @return the transactional ids whose transactions were aborted
     * @throws KafkaException if Kafka did not do it
     * @throws io.vigia.kafka.KafkaUnreachableException if it did not answer
     */
    Set<String> abort(Set<String> own) {
        // Before listing the members, so that threads that have joined meanwhile are left alone.
        Set<String> open = open();
        if (open.isEmpty()) {
            return open;
        }
        Set<String> members = GroupMembers.clientIds(admin, group);
        return members.stream().anyMatch(own::contains) ? fence(orphaned(open, members)) : Set.of();
    }

    /**
     * Aborts the transactions that threads with the same names left in a previous run. By name they are members again, and
     * the new threads would abort them only when they get partitions.
     *
     * @param own the client ids of this process' consumers, which have not started yet
     * @return as {@link #abort}
     * @throws KafkaException if Kafka did not do it
     * @throws io.vigia.kafka.KafkaUnreachableException if it did not answer
     */
    Set<String> abortFormer(Set<String> own) {
        Set<String> open = open();
        Set<String> former = new HashSet<>(open);
        former.removeAll(orphaned(open, own));
        return fence(former);
    }

    private Set<String> fence(Set<String> transactionalIds) {
        if (!transactionalIds.isEmpty()) {
            AdminAnswer.of(admin.fenceProducers(transactionalIds, new FenceProducersOptions().timeoutMs(timeoutMs))
                    .all());
        }
        return transactionalIds;
    }

    private Set<String> open() {
        Collection<TransactionListing> listed = AdminAnswer.of(
                admin.listTransactions(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                        .all());
        return listed.stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> transactionalId.matcher(id).matches())
                .collect(Collectors.toSet());
    }

    /** The transactional ids that belong to none of the consumers. */
    static Set<String> orphaned(Set<String> transactionalIds, Set<String> consumers) {
        Set<String> orphaned = new HashSet<>(transactionalIds);
        for (String consumer : consumers) {
            // The transactional id of a producer is the process id, a dash, and the number of the thread.
            Matcher parts = GroupMembers.CONSUMER.matcher(consumer);
            if (parts.matches()) {
                orphaned.remove(parts.group(1) + "-" + parts.group(2));
            }
        }
        return orphaned;
    }
}
