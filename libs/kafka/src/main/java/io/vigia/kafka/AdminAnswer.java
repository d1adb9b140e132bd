package io.vigia.kafka;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for what Kafka's {@code Admin} was asked. */
public final class AdminAnswer {
    private static final long TIMEOUT_SECONDS = 30;

    private AdminAnswer() {}

    /**
     * The answer.
     *
     * @throws KafkaException what Kafka answered instead
     * @throws KafkaUnreachableException if it did not answer in time, or the wait was interrupted
     */
    public static <T> T of(KafkaFuture<T> asked) {
        try {
            return asked.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException refused) {
            throw refused.getCause() instanceof KafkaException cause ? cause : new KafkaException(refused.getCause());
        } catch (TimeoutException late) {
            throw new KafkaUnreachableException("the broker did not respond within " + TIMEOUT_SECONDS + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaUnreachableException("interrupted while waiting for the broker", interrupted);
        }
    }
}
