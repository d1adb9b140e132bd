package io.vigia.kafka;

import io.vigia.contract.EventJson;
import io.vigia.contract.ModelAssignment;
import io.vigia.contract.ModelChange;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One change of models, as one transaction: all of it is there after {@link #commit}, or nothing. Two at the same time
 * fail one another: the one that began later wins.
 */
public final class ModelWriter implements AutoCloseable {
    /** Batches have a head of their own. */
    private static final int MOST_REQUEST = Topics.MOST_MODEL_BYTES + Topics.BATCH_HEAD_BYTES;

    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private boolean committed;

    /** @throws org.apache.kafka.common.KafkaException if Kafka is not there */
    public ModelWriter(KafkaSettings kafka) {
        topics = kafka.topics();
        Map<String, Object> config = kafka.clientConfig();
        config.put("transactional.id", topics.prefix() + "-model-change");
        config.put("transaction.timeout.ms", Topics.MOST_TRANSACTION_MS);
        config.put("max.request.size", MOST_REQUEST);
        config.put("max.block.ms", ModelTopic.PATIENCE_MS);
        config.put("delivery.timeout.ms", 2 * ModelTopic.PATIENCE_MS);
        config.put("request.timeout.ms", ModelTopic.PATIENCE_MS);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            producer.beginTransaction();
        } catch (RuntimeException failed) {
            producer.close();
            throw failed;
        }
    }

    /**
     * Adds a bundle.
     *
     * @param model {@code name@version}
     * @param files zipped, at most {@link Topics#MOST_MODEL_BYTES}
     */
    public void bundle(String model, byte[] files) {
        send(new ProducerRecord<>(topics.models(), 0, ModelTopic.bundleKey(model), files));
    }

    /** Adds an assignment, in the place of the one that its sensors had. */
    public void assign(ModelAssignment assignment) {
        byte[] key = ModelTopic.assignmentKey(assignment.sensors());
        send(new ProducerRecord<>(topics.models(), 0, key, EventJson.write(assignment)));
    }

    /** Removes an assignment. */
    public void unassign(SensorPattern sensors) {
        send(new ProducerRecord<>(topics.models(), 0, ModelTopic.assignmentKey(sensors), null));
    }

    /** Adds the event, on every partition of the readings. */
    public void change(ModelChange change) {
        byte[] key = change.key().getBytes(StandardCharsets.UTF_8);
        byte[] event = EventJson.write((ReadingEvent) change);
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            send(new ProducerRecord<>(topics.readings(), partition, key, event));
        }
    }

    /** @throws org.apache.kafka.common.KafkaException if anything could not be written: nothing is then */
    public void commit() {
        producer.commitTransaction();
        committed = true;
    }

    /** Gives up what was not committed. */
    @Override
    public void close() {
        try {
            if (!committed) {
                producer.abortTransaction();
            }
        } finally {
            producer.close();
        }
    }

    /** Within the transaction, whose commit fails if this does. */
    private void send(ProducerRecord<byte[], byte[]> record) {
        var unused = producer.send(record);
    }
}
