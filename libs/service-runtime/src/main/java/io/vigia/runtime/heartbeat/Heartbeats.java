package io.vigia.runtime.heartbeat;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigia.contract.Heartbeat;
import io.vigia.kafka.KafkaSettings;
import io.vigia.runtime.answer.Json;
import io.vigia.runtime.kafka.KafkaFollower;
import io.vigia.runtime.thread.DaemonScheduler;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the state of the services of this process to the instances topic every two seconds. A heartbeat that Kafka does
 * not accept is dropped; the next one replaces it.
 */
public final class Heartbeats implements KafkaFollower, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final KafkaSettings kafka;
    private final List<HeartbeatSender> pulses;
    private final ScheduledExecutorService clock = DaemonScheduler.named("heartbeats");
    private @Nullable Producer<byte[], byte[]> producer;

    /** @param hostname as shown to callers */
    public Heartbeats(KafkaSettings kafka, List<Vitals> services, MeterRegistry registry, String hostname) {
        this.kafka = kafka;
        long startedAt = ManagementFactory.getRuntimeMXBean().getStartTime();
        this.pulses = services.stream()
                .map(vitals -> new HeartbeatSender(vitals, registry, hostname, startedAt))
                .toList();
    }

    @Override
    public synchronized void follow() {
        if (producer == null && !clock.isShutdown()) {
            producer = new KafkaProducer<>(config(), new ByteArraySerializer(), new ByteArraySerializer());
            var unused = clock.scheduleAtFixedRate(() -> beat(false), 0, Heartbeat.EVERY_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Announces that the services stop, if Kafka accepts this at once. */
    @Override
    public void close() throws InterruptedException {
        clock.shutdown();
        clock.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        beat(true);
        close(producer);
    }

    private static void close(@Nullable Producer<byte[], byte[]> producer) {
        if (producer != null) {
            producer.close(LAST_WORDS);
        }
    }

    private Map<String, Object> config() {
        Map<String, Object> config = kafka.clientConfig();
        config.put("acks", "1");
        config.put("enable.idempotence", false);
        config.put("linger.ms", 0);
        // A heartbeat that is not sent before the next two is useless.
        config.put("max.block.ms", Heartbeat.EVERY_MS / 2);
        config.put("request.timeout.ms", 2 * Heartbeat.EVERY_MS);
        config.put("delivery.timeout.ms", 2 * Heartbeat.EVERY_MS);
        config.put("buffer.memory", 1 << 20);
        return config;
    }

    private synchronized void beat(boolean stopping) {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            return;
        }
        long now = System.currentTimeMillis();
        long nanos = System.nanoTime();
        for (HeartbeatSender pulse : pulses) {
            try {
                Heartbeat heartbeat = pulse.beat(now, nanos, stopping);
                // A lost heartbeat is not repeated: the next one says the same.
                var unused = open.send(new ProducerRecord<>(
                        kafka.topics().instances(),
                        heartbeat.key().getBytes(StandardCharsets.UTF_8),
                        Json.bytes(heartbeat)));
            } catch (KafkaException lost) {
                LOG.debug("A heartbeat was not sent", lost);
            } catch (RuntimeException | Error unexpected) {
                // An exception that leaves a scheduled task would cancel its schedule.
                LOG.warn("Could not create a heartbeat of {}; trying again at the next one", pulse, unexpected);
            }
        }
    }
}
