package io.vigia.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.junit.jupiter.api.Test;

class PartitionTailTest {
    private static final AtomicInteger OPEN = new AtomicInteger();

    /** Counts the consumers that are not closed. */
    public static final class CountsOpen implements MetricsReporter {
        @Override
        public void init(List<KafkaMetric> metrics) {
            OPEN.incrementAndGet();
        }

        @Override
        public void metricChange(KafkaMetric metric) {}

        @Override
        public void metricRemoval(KafkaMetric metric) {}

        @Override
        public void close() {
            OPEN.decrementAndGet();
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    @Test
    void tails_whose_start_fails_leave_no_consumer_open() {
        assertThatThrownBy(() -> PartitionTail.startAll(List.of(PartitionTailTest::tail, () -> {
                    assertThat(OPEN).hasValue(1);
                    throw new KafkaException("no broker's name can be resolved");
                })))
                .isInstanceOf(KafkaException.class)
                .hasMessage("no broker's name can be resolved");
        assertThat(OPEN).hasValue(0);
    }

    private static PartitionTail tail() {
        return new PartitionTail(
                Map.of("bootstrap.servers", "127.0.0.1:1", "metric.reporters", CountsOpen.class.getName()),
                "topic",
                PartitionTail.From.BEGINNING,
                new TailStatus(),
                record -> {});
    }
}
