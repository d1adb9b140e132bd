package io.vigia.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.Deleted;
import io.vigia.contract.DetectionEvent;
import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class VerdictInboxTest {
    private final VerdictInbox inbox = new VerdictInbox(2);

    @Test
    void whoever_waits_gets_the_record_of_its_id_alone() {
        CompletableFuture<DetectionEvent> one = inbox.register("1");
        CompletableFuture<DetectionEvent> two = inbox.register("2");

        inbox.take(record(EventJson.write((DetectionEvent) new Deleted("2"))));

        assertThat(two).isCompletedWithValue(new Deleted("2"));
        assertThat(one).isNotDone();
        assertThat(inbox.size()).isEqualTo(1);
    }

    @Test
    void no_more_wait_than_may() {
        assertThat(inbox.register("1")).isNotDone();
        assertThat(inbox.register("2")).isNotDone();
        assertThatThrownBy(() -> inbox.register("3"))
                .isInstanceOf(InboxFullException.class)
                .hasMessageContaining("INGEST_MAX_WAITING");

        inbox.forget("1");
        assertThat(inbox.register("3")).isNotDone();
    }

    @Property
    void a_record_that_is_no_detection_is_refused_and_answers_nobody(Draw draw) {
        byte[] bytes = draw.bytes();
        VerdictInbox fresh = new VerdictInbox(1);
        CompletableFuture<DetectionEvent> waiting = fresh.register("1");

        assertThatThrownBy(() -> fresh.take(record(bytes))).isInstanceOf(InvalidEventException.class);
        assertThat(waiting).isNotDone();
        fresh.take(record("{\"id\":\"1\",\"type\":\"deleted\"}".getBytes(StandardCharsets.UTF_8)));
        assertThat(waiting).isDone();
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return new ConsumerRecord<>("detections", 0, 0, new byte[0], value);
    }
}
