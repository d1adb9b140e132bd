package io.vigia.models.deploy;

import io.vigia.contract.InvalidEventException;
import io.vigia.contract.ModelOutcome;
import io.vigia.contract.Topics;
import io.vigia.kafka.ModelTopic;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Watches what the detectors say of changes, from the moment it is made on. */
final class OutcomeWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;

    OutcomeWatch(ModelTopic topic) {
        consumer = topic.tail();
    }

    /**
     * Waits until every partition has answered.
     *
     * @param change its id
     * @param patience how long at most
     * @param progress told how many partitions have answered, each time that it changes
     * @return the answers by partition; fewer than there are partitions if the patience ended before
     */
    SortedMap<Integer, ModelOutcome> await(String change, Duration patience, IntConsumer progress) {
        SortedMap<Integer, ModelOutcome> answers = new TreeMap<>();
        long start = System.nanoTime();
        while (answers.size() < Topics.PARTITIONS && System.nanoTime() - start < patience.toNanos()) {
            int before = answers.size();
            consumer.poll(POLL).forEach(record -> take(record, change, answers));
            if (answers.size() > before) {
                progress.accept(answers.size());
            }
        }
        return answers;
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, String change, Map<Integer, ModelOutcome> answers) {
        try {
            ModelOutcome outcome = ModelTopic.outcome(record);
            if (outcome != null && outcome.id().equals(change)) {
                answers.put(outcome.partition(), outcome);
            }
        } catch (InvalidEventException unreadable) {
            // Not of any detector; it can't be an answer to this change.
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
