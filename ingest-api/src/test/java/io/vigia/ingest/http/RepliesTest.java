package io.vigia.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Deleted;
import io.vigia.contract.DetectionEvent;
import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.ingest.kafka.VerdictInbox;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RepliesTest {
    private final VerdictInbox inbox = new VerdictInbox(1);

    @Test
    void one_who_waits_gets_the_reply() throws InvalidEventException {
        try (Replies replies = new Replies(inbox, List.of("1"), Duration.ofSeconds(1))) {
            arrive("1");

            assertThat(replies.awaitOne()).isEqualTo(new Deleted("1"));
            assertThat(replies.await()).isEqualTo(1);
        }
    }

    @Test
    void one_who_does_not_wait_gets_no_reply_even_if_it_has_arrived() throws InvalidEventException {
        try (Replies replies = new Replies(inbox, List.of("1"), Duration.ZERO)) {
            arrive("1");

            assertThat(replies.awaitOne()).isNull();
            assertThat(replies.await()).isZero();
        }
    }

    @Test
    void one_who_does_not_wait_takes_no_place() {
        try (Replies waiting = new Replies(inbox, List.of("1"), Duration.ofSeconds(1));
                Replies asking = new Replies(inbox, List.of("2"), Duration.ZERO)) {
            assertThat(inbox.size()).isEqualTo(1);
        }
        assertThat(inbox.size()).isZero();
    }

    private void arrive(String id) throws InvalidEventException {
        inbox.take(new ConsumerRecord<>(
                "detections", 0, 0, new byte[0], EventJson.write((DetectionEvent) new Deleted(id))));
    }
}
