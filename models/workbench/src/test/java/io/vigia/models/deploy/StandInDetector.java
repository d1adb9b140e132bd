package io.vigia.models.deploy;

import io.vigia.contract.EventJson;
import io.vigia.contract.ModelChange;
import io.vigia.contract.ModelOutcome;
import io.vigia.contract.Topics;
import io.vigia.kafka.ModelTopic;
import io.vigia.kafka.PartitionTail;
import io.vigia.kafka.TailStatus;
import io.vigia.testkit.KafkaBroker;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Answers changes of model as a detector does, on all partitions. */
public final class StandInDetector implements AutoCloseable {
    private final KafkaBroker broker;
    private final Topics topics;
    private final BiFunction<ModelChange, Integer, @Nullable String> refusal;
    private final PartitionTail tail;

    /** @param refusal why a change is refused on a partition; null where it is accepted */
    StandInDetector(KafkaBroker broker, Topics topics, BiFunction<ModelChange, Integer, @Nullable String> refusal) {
        this.broker = broker;
        this.topics = topics;
        this.refusal = refusal;
        Map<String, Object> config = broker.clientConfig();
        config.put("isolation.level", "read_committed");
        this.tail = new PartitionTail(config, topics.readings(), PartitionTail.From.END, new TailStatus(), this::answer)
                .start();
    }

    /** One that accepts everything, and follows already. */
    public static StandInDetector willing(KafkaBroker broker, Topics topics) throws InterruptedException {
        StandInDetector detector = new StandInDetector(broker, topics, (change, partition) -> null);
        detector.awaitReady();
        return detector;
    }

    void awaitReady() throws InterruptedException {
        if (!tail.awaitCaughtUp(Duration.ofSeconds(120))) {
            throw new AssertionError("the stand-in does not follow the readings");
        }
    }

    private void answer(ConsumerRecord<byte[], byte[]> record) {
        if (EventJson.readReading(record.value()) instanceof ModelChange change) {
            String reason = refusal.apply(change, record.partition());
            ModelOutcome outcome = new ModelOutcome(
                    change.id(),
                    record.partition(),
                    change.sensors(),
                    change.model(),
                    reason == null,
                    reason,
                    record.timestamp());
            broker.send(topics.models(), ModelTopic.key(outcome), EventJson.write(outcome));
        }
    }

    @Override
    public void close() {
        tail.close();
    }
}
