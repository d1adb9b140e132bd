package io.vigia.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.settings.Variables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ModelTopicTest {
    /** Kafka Streams takes its own time-outs for a task to try again later, with the record at hand half processed. */
    @Test
    void a_kafka_that_does_not_answer_ends_the_reading_by_an_exception_that_streams_does_not_take_for_its_own()
            throws IOException {
        // Takes connections and never answers.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ModelTopic topic = new ModelTopic(
                    KafkaSettings.from(
                            Variables.of(Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + silent.getLocalPort()))),
                    1_000);

            assertThatThrownBy(() -> topic.read(Set.of()))
                    .isExactlyInstanceOf(KafkaException.class)
                    .hasMessageContaining("vigia.models.v1 could not be read within 1000 ms")
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }
}
