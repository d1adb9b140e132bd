package io.vigia.testkit;

import io.vigia.broker.EmbeddedBroker;
import io.vigia.contract.TopicSpec;
import io.vigia.contract.Topics;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.TopicAdmin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A real broker for tests. The {@link #shared} one starts once in a JVM; tests keep apart by a {@link #uniquePrefix}.
 */
public final class KafkaBroker implements AutoCloseable {
    /** How long a wait lasts before it fails. */
    public static final Duration PATIENCE = Waiting.PATIENCE;

    private final String bootstrapServers;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicReader reader;

    private KafkaBroker(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(clientConfig());
        Map<String, Object> config = clientConfig();
        config.put("acks", "all");
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.reader = new TopicReader(admin, clientConfig());
    }

    /** The broker of this JVM, started at the first call, stopped and removed when the JVM ends; never close it. */
    public static KafkaBroker shared() {
        QuickRun.leavesOut("a broker");
        return SharedBroker.INSTANCE;
    }

    /** These conveniences over a broker that the test itself starts and stops; close both. */
    public static KafkaBroker over(EmbeddedBroker broker) {
        return at(broker.bootstrapServers());
    }

    /** These conveniences over any broker. */
    public static KafkaBroker at(String bootstrapServers) {
        return new KafkaBroker(bootstrapServers);
    }

    /** A topic prefix that no other test has. */
    public static String uniquePrefix() {
        return "t" + UUID.randomUUID().toString().substring(0, 13);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** For any client; a new, mutable map. */
    public Map<String, Object> clientConfig() {
        return new HashMap<>(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** What a service is given so that it uses this broker under that prefix; a new, mutable map. */
    public Map<String, String> variables(String prefix) {
        return new HashMap<>(Map.of(
                KafkaSettings.BOOTSTRAP_SERVERS.variable(), bootstrapServers,
                KafkaSettings.TOPIC_PREFIX.variable(), prefix));
    }

    /** The settings of a service that uses this broker under that prefix. */
    public KafkaSettings settings(String prefix) {
        return KafkaSettings.from(variables(prefix)::get);
    }

    public Admin admin() {
        return admin;
    }

    /** Acknowledged by all replicas; shared by every test of this broker. */
    public KafkaProducer<byte[], byte[]> producer() {
        return producer;
    }

    /** All of Vigía's topics, created under a prefix of their own. */
    public Topics newTopics() {
        Topics topics = new Topics(uniquePrefix());
        create(topics.all());
        return topics;
    }

    /** Creates those that are missing. */
    public void create(List<TopicSpec> specs) {
        new TopicAdmin(admin, (short) 1).ensure(specs);
    }

    /** Creates one topic with the broker's defaults. */
    public void create(String topic, int partitions) {
        create(List.of(new TopicSpec(topic, partitions, Map.of())));
    }

    /** Sends and waits for the acknowledgement; null for a tombstone. */
    public RecordMetadata send(String topic, String key, @Nullable String value) {
        return send(
                topic,
                key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends and waits for the acknowledgement. */
    public RecordMetadata send(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        return Waiting.on(producer.send(new ProducerRecord<>(topic, key, value)));
    }

    /**
     * Everything in a topic up to its end at this moment, by partition and offset; aborted and uncommitted records
     * too.
     */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return reader.records(topic, false);
    }

    /** Everything in a topic up to the first open transaction at this moment, by partition and offset. */
    public List<ConsumerRecord<byte[], byte[]>> committedRecords(String topic) {
        return reader.records(topic, true);
    }

    /**
     * The committed records once no transaction is open: readers may see a transaction a moment after its writer was told that it
     * is committed.
     */
    public List<ConsumerRecord<byte[], byte[]>> decidedRecords(String topic) {
        Awaitility.await("no open transaction in " + topic).atMost(PATIENCE).until(() -> reader.isDecided(topic));
        return committedRecords(topic);
    }

    /** The values of {@link #committedRecords}, as text. */
    public List<String> committedValues(String topic) {
        return committedRecords(topic).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Waits until a topic holds at least so many committed records, and returns all of them. */
    public List<ConsumerRecord<byte[], byte[]>> awaitCommitted(String topic, int count) {
        return Awaitility.await(count + " committed records in " + topic)
                .atMost(PATIENCE)
                .until(() -> committedRecords(topic), records -> records.size() >= count);
    }

    /** Records that a group has still to read and commit; those of open transactions count, control records don't. */
    public long lag(String group, String... topics) {
        return reader.lag(group, List.of(topics));
    }

    /** Waits until a group has committed all that these topics hold. */
    public void awaitZeroLag(String group, String... topics) {
        awaitZeroLag(PATIENCE, group, topics);
    }

    /** Waits at most {@code patience} until a group has committed all that these topics hold. */
    public void awaitZeroLag(Duration patience, String group, String... topics) {
        Awaitility.await("no lag of " + group).atMost(patience).untilAsserted(() -> {
            long lag = lag(group, topics);
            if (lag > 0) {
                throw new AssertionError(group + " has " + lag + " records still to commit");
            }
        });
    }

    /** Closes the clients; the broker goes on. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        admin.close(Duration.ofSeconds(5));
    }
}
