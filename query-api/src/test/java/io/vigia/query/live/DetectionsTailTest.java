package io.vigia.query.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.contract.Deleted;
import io.vigia.contract.EventJson;
import io.vigia.contract.Topics;
import io.vigia.kafka.TailStatus;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.StartsServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@StartsServers
class DetectionsTailTest {
    private static final KafkaBroker BROKER = KafkaBroker.shared();

    private final DetectionBook book =
            new DetectionBook(new DetectionBook.Bounds(10, 10, Duration.ofMinutes(10)), System::nanoTime);

    @Test
    void a_topic_that_the_broker_does_not_know_yet_is_followed_once_it_does() {
        Topics topics = new Topics(KafkaBroker.uniquePrefix());
        try (DetectionsTail tail =
                new DetectionsTail(book, BROKER.clientConfig(), topics.detections(), new TailStatus())) {
            tail.start();
            // Long enough for a look at the missing topic: the tail must neither end nor claim to have read it.
            await().during(Duration.ofMillis(700)).until(() -> !tail.caughtUp());
            BROKER.create(topics.all());
            BROKER.send(topics.detections(), "s".getBytes(StandardCharsets.UTF_8), EventJson.write(new Deleted("a")));
            await().atMost(KafkaBroker.PATIENCE).until(() -> book.find("a") != null);
            await().atMost(KafkaBroker.PATIENCE).until(tail::caughtUp);
        }
    }

    @Test
    void a_tail_that_was_closed_does_not_start() {
        DetectionsTail tail = new DetectionsTail(book, BROKER.clientConfig(), "never", new TailStatus());
        tail.close();
        tail.start();
        assertThat(tail.caughtUp()).isFalse();
    }
}
