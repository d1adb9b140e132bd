package io.vigia.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.TopicMismatchException;
import io.vigia.runtime.settings.FatalFailure;
import io.vigia.testkit.KafkaBroker;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class KafkaStartupTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final KafkaSettings kafka = broker.settings(KafkaBroker.uniquePrefix());
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<Object> published = new CopyOnWriteArrayList<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(KafkaStartup.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void followers_are_told_in_order_and_again_where_kafka_had_gone() {
        KafkaStartup gate = gate(() -> told.add("first"), () -> {
            told.add("second");
            if (told.size() == 2) {
                throw new KafkaException("gone");
            }
        });
        gate.start();
        await().atMost(KafkaBroker.PATIENCE).until(gate::isOpen);
        gate.stop();
        assertThat(told).containsExactly("first", "second", "second");
        assertThat(published).isEmpty();
    }

    @Test
    void a_follower_that_no_waiting_helps_ends_the_service_and_its_cause_is_logged() {
        IllegalStateException broken = new IllegalStateException("broken");
        KafkaStartup gate = gate(() -> {
            throw broken;
        });
        assertThatThrownBy(gate::start).isInstanceOf(CompletionException.class).hasCause(broken);
        gate.stop();
        await().atMost(KafkaBroker.PATIENCE)
                .untilAsserted(() -> assertThat(published).containsExactly(new FatalFailure("broken")));
        assertThat(errors()).hasSize(1);
    }

    @Test
    void a_topic_of_another_shape_is_one_sentence_without_a_stack() {
        broker.create(kafka.topics().readings(), 3);
        KafkaStartup gate = gate(() -> told.add("never"));
        assertThatThrownBy(gate::start).hasCauseInstanceOf(TopicMismatchException.class);
        gate.stop();
        assertThat(told).isEmpty();
        // Said after the start was refused, on the gate's own thread.
        await().atMost(KafkaBroker.PATIENCE)
                .untilAsserted(() -> assertThat(published).hasSize(1));
        assertThat(errors()).isEmpty();
    }

    private KafkaStartup gate(KafkaFollower... followers) {
        return new KafkaStartup(kafka, KafkaBroker.PATIENCE, published::add, List.of(followers));
    }

    private List<ILoggingEvent> errors() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.ERROR && event.getThrowableProxy() != null)
                .toList();
    }
}
