package io.vigia.runtime.kafka;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Publishes those meters of Kafka clients that an operator needs. */
public final class KafkaMeters implements AutoCloseable {
    private static final String KAFKA = "kafka.";

    /** The published meters; a client has hundreds, most of them for each node, topic and partition. */
    private static final Set<String> SHOWN = Set.of(
            "kafka.producer.record.send.total",
            "kafka.producer.record.error.total",
            "kafka.producer.record.retry.total",
            "kafka.producer.request.latency.avg",
            "kafka.producer.request.latency.max",
            "kafka.producer.record.queue.time.avg",
            "kafka.producer.batch.size.avg",
            "kafka.producer.buffer.available.bytes",
            "kafka.producer.buffer.exhausted.total",
            "kafka.producer.connection.count",
            "kafka.consumer.connection.count",
            "kafka.consumer.fetch.manager.records.lag.max",
            "kafka.consumer.fetch.manager.records.consumed.total",
            "kafka.consumer.fetch.manager.fetch.latency.avg",
            "kafka.consumer.coordinator.rebalance.total",
            "kafka.consumer.coordinator.failed.rebalance.total",
            "kafka.stream.alive.stream.threads",
            "kafka.stream.failed.stream.threads",
            "kafka.stream.thread.process.rate",
            "kafka.stream.thread.process.ratio",
            "kafka.stream.thread.process.latency.avg",
            "kafka.stream.thread.process.latency.max",
            "kafka.stream.thread.commit.latency.avg",
            "kafka.stream.thread.commit.latency.max",
            "kafka.stream.thread.commit.ratio",
            "kafka.stream.thread.poll.ratio",
            "kafka.stream.thread.poll.records.avg");

    private static final Set<String> TOO_FINE = Set.of("node.id", "topic", "partition", "task.id");

    private final MeterRegistry registry;
    private final Queue<AutoCloseable> followed = new ConcurrentLinkedQueue<>();

    public KafkaMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Filters the other meters of Kafka clients out of a registry. */
    public static MeterFilter filter() {
        return new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                return shown(id) ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
            }
        };
    }

    /** Publishes a client's meters until the service stops. */
    public <M extends MeterBinder & AutoCloseable> void follow(M client) {
        client.bindTo(registry);
        followed.add(client);
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable client = followed.poll(); client != null; client = followed.poll()) {
            client.close();
        }
    }

    private static boolean shown(Meter.Id id) {
        return !id.getName().startsWith(KAFKA)
                || SHOWN.contains(id.getName())
                        && id.getTags().stream().noneMatch(tag -> TOO_FINE.contains(tag.getKey()));
    }
}
