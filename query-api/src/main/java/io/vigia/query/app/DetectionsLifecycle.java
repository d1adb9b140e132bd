package io.vigia.query.app;

import io.vigia.contract.kafka.KafkaUnreachableException;
import io.vigia.contract.kafka.TopicAdmin;
import io.vigia.contract.kafka.TopicMismatchException;
import io.vigia.contract.settings.KafkaSettings;
import io.vigia.query.live.DetectionBook;
import io.vigia.query.live.DetectionsTail;
import io.vigia.web.FatalFailure;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Follows the detections while the service runs: waits for Kafka on a thread of its own, since {@code /} answers before,
 * sees to the topics, then starts the tail. It is stopped before the web server, so that nobody who still waits for a
 * verdict holds the stop up.
 */
final class DetectionsLifecycle implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DetectionsLifecycle.class);
    private static final long PAUSE_MS = 1_000;

    private final KafkaSettings kafka;
    private final KafkaReach reach;
    private final DetectionBook book;
    private final DetectionsTail tail;
    private final ApplicationEventPublisher events;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    DetectionsLifecycle(
            KafkaSettings kafka,
            KafkaReach reach,
            DetectionBook book,
            DetectionsTail tail,
            ApplicationEventPublisher events) {
        this.reach = reach;
        this.kafka = kafka;
        this.book = book;
        this.tail = tail;
        this.events = events;
    }

    @Override
    public void start() {
        Thread follower = new Thread(this::follow, "query-detections");
        follower.setDaemon(true);
        thread = follower;
        follower.start();
    }

    @Override
    public void stop() {
        stopped.countDown();
        Thread follower = thread;
        thread = null;
        if (follower != null) {
            end(follower);
        }
        tail.close();
        reach.close();
        book.close();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private static void end(Thread follower) {
        follower.interrupt();
        try {
            follower.join(PAUSE_MS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try {
            while (!started()) {
                if (stopped.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (TopicMismatchException mismatch) {
            events.publishEvent(new FatalFailure(String.valueOf(mismatch.getMessage())));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean started() {
        try {
            new TopicAdmin(reach.admin(), kafka.replication())
                    .ensure(kafka.topics().all(kafka.retentionMs()));
            tail.start();
            return true;
        } catch (KafkaUnreachableException | KafkaException away) {
            if (stopped.getCount() > 0) {
                LOG.warn("Verdicts can't be followed at the moment, trying again: {}", away.getMessage());
            }
            return false;
        }
    }
}
