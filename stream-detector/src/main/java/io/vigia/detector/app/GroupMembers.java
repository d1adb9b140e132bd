package io.vigia.detector.app;

import io.vigia.kafka.AdminAnswer;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;

/** The members of the detectors' group, from Kafka. */
final class GroupMembers {
    /** The client id of a consumer of Kafka Streams; group 1 is the process, group 2 the number of its thread. */
    static final Pattern CONSUMER = Pattern.compile("(.+)-StreamThread-(\\d+)-consumer");

    private GroupMembers() {}

    /**
     * Their client ids.
     *
     * @param group the application id of Kafka Streams
     */
    static Set<String> clientIds(Admin admin, String group) {
        ConsumerGroupDescription described = AdminAnswer.of(Objects.requireNonNull(
                admin.describeConsumerGroups(Set.of(group)).describedGroups().get(group)));
        return described.members().stream().map(MemberDescription::clientId).collect(Collectors.toSet());
    }
}
