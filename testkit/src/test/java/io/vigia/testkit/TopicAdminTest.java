package io.vigia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.kafka.TopicAdmin;
import io.vigia.contract.kafka.TopicMismatchException;
import io.vigia.contract.kafka.TopicSpec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class TopicAdminTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final String prefix = KafkaBroker.uniquePrefix();
    private final List<String> calls = new ArrayList<>();
    private final TopicAdmin topics = new TopicAdmin(noting(broker.admin()), (short) 1);

    @Test
    void all_topics_are_asked_for_in_one_request_and_what_is_missing_is_made() {
        broker.create(prefix + ".there", 3);
        topics.ensure(List.of(topic("one", 1), topic("there", 3), topic("two", 2)));
        assertThat(calls)
                .startsWith("describeTopics", "createTopics", "describeTopics")
                .endsWith("listOffsets");
        assertThat(broker.records(prefix + ".one")).isEmpty();
        assertThat(broker.records(prefix + ".two")).isEmpty();
    }

    @Test
    void nothing_is_made_where_one_has_another_shape() {
        broker.create(prefix + ".there", 3);
        assertThatThrownBy(() -> topics.ensure(List.of(topic("one", 1), topic("there", 4))))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining(prefix + ".there has 3 partitions, expected are 4");
        assertThat(calls).containsExactly("describeTopics");
    }

    @Test
    void every_partition_of_a_new_topic_takes_a_producers_first_batches() {
        topics.ensure(List.of(topic("new", 60)));
        Map<String, Object> config = Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "batch.size", 256,
                "request.timeout.ms", 5_000,
                "delivery.timeout.ms", 10_000);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 6_000; i++) {
                sent.add(producer.send(new ProducerRecord<>(prefix + ".new", i % 60, null, new byte[50])));
            }
        }
        assertThat(sent).allSatisfy(record -> assertThat(record).succeedsWithin(Duration.ZERO));
    }

    private TopicSpec topic(String name, int partitions) {
        return new TopicSpec(prefix + "." + name, partitions, Map.of());
    }

    private Admin noting(Admin admin) {
        return (Admin) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    try {
                        return method.invoke(admin, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
