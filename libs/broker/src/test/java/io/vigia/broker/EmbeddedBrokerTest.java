package io.vigia.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@DisabledIfSystemProperty(
        named = "vigia.quick",
        matches = "true",
        disabledReason = "--quick leaves out what starts a broker")
class EmbeddedBrokerTest {
    private static final TopicPartition PLACE = new TopicPartition("kept", 0);

    @TempDir
    Path folder;

    @Test
    void a_restart_keeps_topics_records_and_group_offsets() throws Exception {
        int port;
        try (EmbeddedBroker first = EmbeddedBroker.start(folder, 0)) {
            port = first.port();
            createTopic(first);
            send(first, "before");
            assertThat(readFromCommitted(first)).containsExactly("before");
        }
        try (EmbeddedBroker second = EmbeddedBroker.start(folder, port)) {
            send(second, "after");
            assertThat(readFromCommitted(second)).containsExactly("after");
        }
    }

    @Test
    void a_killed_broker_goes_on_with_its_data() throws Exception {
        Path portFile = folder.resolve("port");
        Path data = folder.resolve("kafka");
        Process killed = KilledBroker.launch(data, portFile);
        try {
            assertThat(killed.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(killed.exitValue()).isEqualTo(KilledBroker.HALTED);
        } finally {
            killed.destroyForcibly();
        }
        try (EmbeddedBroker second = EmbeddedBroker.start(data, Integer.parseInt(Files.readString(portFile)))) {
            assertThat(readFromCommitted(second)).containsExactly("acknowledged");
        }
    }

    @Test
    void a_transaction_that_timed_out_while_the_broker_was_away_holds_nobody_back_for_ever() throws Exception {
        int port;
        try (EmbeddedBroker first = EmbeddedBroker.start(folder, 0)) {
            port = first.port();
            createTopic(first);
            KafkaProducer<String, String> crashed = transactional(first);
            crashed.initTransactions();
            crashed.beginTransaction();
            crashed.send(new ProducerRecord<>(PLACE.topic(), "never committed")).get();
            // As a process that dies: nothing is aborted.
            first.close();
            crashed.close(Duration.ZERO);
        }
        try (EmbeddedBroker second = EmbeddedBroker.start(folder, port);
                KafkaProducer<String, String> successor = transactional(second)) {
            successor.initTransactions();
            successor.beginTransaction();
            successor.send(new ProducerRecord<>(PLACE.topic(), "committed")).get();
            successor.commitTransaction();
            assertThat(firstCommitted(second)).isEqualTo("committed");
        }
    }

    private static KafkaProducer<String, String> transactional(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "transactional.id",
                        "the-same",
                        "transaction.timeout.ms",
                        1_000),
                new StringSerializer(),
                new StringSerializer());
    }

    private static String firstCommitted(EmbeddedBroker broker) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(Set.of(PLACE));
            consumer.seekToBeginning(Set.of(PLACE));
            List<String> values = new ArrayList<>();
            while (values.isEmpty()) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            return values.get(0);
        }
    }

    @Test
    void a_port_in_use_is_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, taken.getLocalPort()))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " is in use");
        }
    }

    @Test
    void a_file_in_place_of_the_folder_is_named() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> EmbeddedBroker.start(file, 0))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void a_folder_that_a_broker_has_open_is_refused_to_another() {
        try (EmbeddedBroker first = EmbeddedBroker.start(folder, 0)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining(folder.toString());
            assertThat(first.bootstrapServers()).isEqualTo("localhost:" + first.port());
        }
    }

    static void createTopic(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(Set.of(new NewTopic(PLACE.topic(), 1, (short) 1)))
                    .all()
                    .get(120, TimeUnit.SECONDS);
        }
    }

    static void send(EmbeddedBroker broker, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(PLACE.topic(), value)).get(120, TimeUnit.SECONDS);
        }
    }

    private static List<String> readFromCommitted(EmbeddedBroker broker) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "group.id",
                        "reader",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(Set.of(PLACE));
            long end = consumer.endOffsets(Set.of(PLACE)).get(PLACE);
            List<String> values = new ArrayList<>();
            while (consumer.position(PLACE) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
            consumer.commitSync();
            return values;
        }
    }
}
