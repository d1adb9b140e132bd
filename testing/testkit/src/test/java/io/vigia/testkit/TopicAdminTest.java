package io.vigia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vigia.contract.TopicSpec;
import io.vigia.contract.Topics;
import io.vigia.kafka.TopicAdmin;
import io.vigia.kafka.TopicMismatchException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicAdminTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final String prefix = KafkaBroker.uniquePrefix();
    private static final String MOST_AHEAD = "message.timestamp.after.max.ms";

    private final List<String> calls = new ArrayList<>();
    private String forbidden = "";
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
                .hasMessageContaining(prefix + ".there has 3 partitions; must be 4");
        assertThat(calls).containsExactly("describeTopics");
    }

    @Test
    void a_retention_that_differs_from_the_setting_is_set_and_one_that_is_the_operators_is_left() throws Exception {
        Topics declared = new Topics(prefix);
        topics.ensure(declared.all());
        set(declared.scores(), "retention.ms", "604800000");
        set(declared.readingsDlq(), "retention.ms", "604800000");

        topics.ensure(declared.all(86_400_000));

        awaitConfig(declared.readings(), "retention.ms", "86400000");
        awaitConfig(declared.scores(), "retention.ms", "86400000");
        assertThat(configOf(declared.readingsDlq(), "retention.ms")).isEqualTo("604800000");
        topics.ensure(declared.all());
        awaitConfig(declared.readings(), "retention.ms", "-1");
        assertThat(configOf(declared.sensors(), "cleanup.policy")).isEqualTo("compact");
        calls.clear();
        topics.ensure(declared.all());
        assertThat(calls).doesNotContain("incrementalAlterConfigs");
    }

    /** A broker whose clock is set back must take what is made of the readings that it took before. */
    @Test
    void a_time_ahead_of_the_brokers_clock_is_taken_by_all_topics_but_the_readings() throws Exception {
        Topics declared = new Topics(prefix);
        topics.ensure(declared.all());
        set(declared.scores(), MOST_AHEAD, "3600000");
        topics.ensure(declared.all());

        List<String> others = declared.all().stream()
                .map(TopicSpec::name)
                .filter(name -> !name.equals(declared.readings()))
                .toList();
        for (String name : others) {
            awaitConfig(name, MOST_AHEAD, Long.toString(Long.MAX_VALUE));
        }
        assertThat(configOf(declared.readings(), MOST_AHEAD)).isEqualTo("3600000");
    }

    @ParameterizedTest
    @CsvSource({"readings.v1, compact, delete", "readings.v1, 'compact,delete', delete", "sensors.v1, delete, compact"})
    void a_cleanup_policy_that_would_lose_records_is_refused_by_name(String name, String policy, String expected)
            throws Exception {
        Topics declared = new Topics(prefix);
        topics.ensure(declared.all());
        set(prefix + "." + name, "cleanup.policy", policy);

        assertThatThrownBy(() -> topics.ensure(declared.all()))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining(prefix + "." + name + " has cleanup.policy=" + policy + "; must be " + expected);
    }

    @Test
    void the_start_goes_on_where_configurations_may_not_be_read_or_set() throws Exception {
        Topics declared = new Topics(prefix);
        topics.ensure(declared.all());
        set(declared.scores(), "retention.ms", "604800000");
        forbidden = "incrementalAlterConfigs";
        topics.ensure(declared.all());
        assertThat(configOf(declared.scores(), "retention.ms")).isEqualTo("604800000");
        forbidden = "describeConfigs";
        topics.ensure(declared.all());
    }

    private void set(String topic, String name, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        broker.admin()
                .incrementalAlterConfigs(Map.of(
                        resource, List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
        awaitConfig(topic, name, value);
    }

    /** The broker answers a change before it reads it back. */
    private void awaitConfig(String topic, String name, String value) {
        await(topic + " has " + name + "=" + value)
                .ignoreExceptions()
                .until(() -> configOf(topic, name), value::equals);
    }

    private String configOf(String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return broker.admin()
                .describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(name)
                .value();
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

    /** What a user without the right to do it is answered. */
    private static Object refusal(Class<?> type, Collection<?> topics) throws ReflectiveOperationException {
        Map<Object, KafkaFuture<?>> answers = new HashMap<>();
        for (Object topic : topics) {
            KafkaFutureImpl<Object> refused = new KafkaFutureImpl<>();
            refused.completeExceptionally(new TopicAuthorizationException(topic.toString()));
            answers.put(topic, refused);
        }
        Constructor<?> constructor = type.getDeclaredConstructor(Map.class);
        constructor.setAccessible(true);
        return constructor.newInstance(answers);
    }

    private Admin noting(Admin admin) {
        return (Admin) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    try {
                        if (method.getName().equals(forbidden)) {
                            return refusal(method.getReturnType(), (Collection<?>)
                                    (arguments[0] instanceof Map<?, ?> map ? map.keySet() : arguments[0]));
                        }
                        return method.invoke(admin, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
