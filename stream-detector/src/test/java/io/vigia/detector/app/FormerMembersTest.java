package io.vigia.detector.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.testkit.KafkaBroker;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A detector that was killed and starts again")
class FormerMembersTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final String group = KafkaBroker.uniquePrefix() + "-detector";
    private final String topic = KafkaBroker.uniquePrefix() + "-readings";
    private final String process = group + "-" + UUID.randomUUID();
    private final Set<String> own = Set.of(process + "-StreamThread-1-consumer");

    @Test
    void takes_its_former_run_off_the_group_whatever_threads_that_had() throws Exception {
        broker.create(topic, 2);
        try (KafkaConsumer<byte[], byte[]> former = member(process, 2);
                Admin admin = Admin.create(broker.clientConfig())) {
            assertThat(new FormerMembers(admin, group).remove(own)).isTrue();
            assertThat(members(admin)).isZero();
            assertThat(new FormerMembers(admin, group).remove(own)).isFalse();
            former.unsubscribe();
        }
    }

    @Test
    void leaves_a_group_alone_that_has_another_member() throws Exception {
        broker.create(topic, 2);
        try (KafkaConsumer<byte[], byte[]> other = member(group + "-" + UUID.randomUUID(), 1);
                Admin admin = Admin.create(broker.clientConfig())) {
            assertThat(new FormerMembers(admin, group).remove(own)).isFalse();
            assertThat(members(admin)).isOne();
            other.unsubscribe();
        }
    }

    @Test
    void may_be_the_first_of_its_group() throws Exception {
        try (Admin admin = Admin.create(broker.clientConfig())) {
            assertThat(new FormerMembers(admin, group).remove(own)).isFalse();
        }
    }

    private KafkaConsumer<byte[], byte[]> member(String process, int thread) {
        return GroupMember.join(broker, group, topic, process + "-StreamThread-" + thread + "-consumer");
    }

    private int members(Admin admin) throws Exception {
        ConsumerGroupDescription described = admin.describeConsumerGroups(Set.of(group))
                .describedGroups()
                .get(group)
                .get();
        return described.members().size();
    }
}
