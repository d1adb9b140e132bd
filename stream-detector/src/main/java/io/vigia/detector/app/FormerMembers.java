package io.vigia.detector.app;

import io.vigia.kafka.AdminAnswer;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * The members of the group that this process left when it was killed. The group assigns no partitions until their
 * session ends, and the session restarts if the broker was killed too.
 */
final class FormerMembers {
    private final Admin admin;
    private final String group;

    /** @param group the application id of Kafka Streams */
    FormerMembers(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    /**
     * Removes them from the group if it has no other members, because Kafka removes either all members or those with a
     * static name. Other members would continue to score anyway.
     *
     * @param own the client ids of this process' consumers, which have not begun yet
     * @return whether they were taken off
     * @throws KafkaException if Kafka did not do it
     * @throws io.vigia.kafka.KafkaUnreachableException if it did not answer
     */
    boolean remove(Set<String> own) {
        Set<String> processes = own.stream().map(FormerMembers::process).collect(Collectors.toSet());
        try {
            Set<String> members = GroupMembers.clientIds(admin, group);
            if (members.isEmpty()
                    || !members.stream().map(FormerMembers::process).allMatch(processes::contains)) {
                return false;
            }
            AdminAnswer.of(admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all());
            return true;
        } catch (GroupIdNotFoundException isNew) {
            return false;
        }
    }

    private static String process(String consumer) {
        Matcher parts = GroupMembers.CONSUMER.matcher(consumer);
        return parts.matches() ? parts.group(1) : consumer;
    }
}
