package io.vigia.query.pipeline;

import io.vigia.contract.Heartbeat;
import io.vigia.contract.Topics;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.PartitionTail;
import io.vigia.kafka.TailStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provides the state of the pipeline. It is recomputed if the last result is older than a second, so that the load on Kafka
 * does not depend on the number of callers.
 */
public final class PipelineView implements AutoCloseable {
    /** Creates a tail that is not started. */
    interface TailFactory {
        PartitionTail of(
                Map<String, Object> config,
                String topic,
                PartitionTail.From from,
                TailStatus status,
                Consumer<ConsumerRecord<byte[], byte[]>> handler);
    }

    private static final Logger LOG = LoggerFactory.getLogger(PipelineView.class);
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final KafkaSettings kafka;
    private final String hostname;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final TailStatus status;
    private final Instances instances;
    private final AtomicLong deadReadings = new AtomicLong();
    private final AtomicLong deadScores = new AtomicLong();
    private final TailFactory create;
    private List<PartitionTail> tails = List.of();
    private @Nullable Admin admin;
    private @Nullable Pipeline last;
    private long lastEndedNanos;
    private volatile @Nullable PartitionTail heartbeats;
    private boolean closed;

    /**
     * @param hostname of who answers
     * @param clock for times that are shown
     * @param nanoTime for ages; such as {@link System#nanoTime}
     */
    public PipelineView(
            KafkaSettings kafka, String hostname, InstantSource clock, LongSupplier nanoTime, TailStatus status) {
        this(kafka, hostname, clock, nanoTime, status, PartitionTail::new);
    }

    /** @param create such as the constructor of {@link PartitionTail} */
    PipelineView(
            KafkaSettings kafka,
            String hostname,
            InstantSource clock,
            LongSupplier nanoTime,
            TailStatus status,
            TailFactory create) {
        this.create = create;
        this.kafka = kafka;
        this.hostname = hostname;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.status = status;
        this.instances = new Instances(clock, nanoTime);
    }

    /**
     * Starts to follow the topics, which must exist; returns at once. Does nothing after {@link #close}.
     *
     * @throws KafkaException if no broker's name can be resolved; it may be called again
     */
    public synchronized void start() {
        if (closed || !tails.isEmpty()) {
            return;
        }
        Topics topics = kafka.topics();
        Map<String, Object> committed = kafka.clientConfig();
        committed.put("isolation.level", "read_committed");
        if (admin == null) {
            admin = Admin.create(kafka.clientConfig());
        }
        tails = PartitionTail.startAll(List.of(
                () -> tail(kafka.clientConfig(), topics.instances(), this::enter),
                () -> tail(committed, topics.readingsDlq(), record -> deadReadings.incrementAndGet()),
                () -> tail(committed, topics.scoresDlq(), record -> deadScores.incrementAndGet())));
        heartbeats = tails.get(0);
    }

    private void enter(ConsumerRecord<byte[], byte[]> heartbeat) {
        PartitionTail beating = heartbeats;
        instances.enter(heartbeat, beating != null && beating.caughtUp());
    }

    private PartitionTail tail(
            Map<String, Object> config, String topic, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        return create.of(config, topic, PartitionTail.From.BEGINNING, status, handler);
    }

    /** At most a second old. While Kafka is unavailable, the values that it provides are null. */
    public synchronized Pipeline now() {
        Pipeline found = last;
        // Measured from its end: while Kafka is unavailable a query takes seconds, and its callers must not wait for
        // another.
        if (found == null || nanoTime.getAsLong() - lastEndedNanos >= FRESH_NANOS) {
            found = look(clock.millis());
            last = found;
            lastEndedNanos = nanoTime.getAsLong();
        }
        return found;
    }

    private Pipeline look(long now) {
        List<Instances.Last> all = instances.all();
        List<Heartbeat> alive = all.stream()
                .filter(Instances.Last::alive)
                .map(Instances.Last::heartbeat)
                .toList();
        return new Pipeline(
                hostname,
                now,
                sum(alive, "ingest-api", Heartbeat::perSecond),
                sum(alive, "stream-detector", Heartbeat::perSecond),
                new Pipeline.Latency(slowest(alive, Heartbeat::p50Ms), slowest(alive, Heartbeat::p99Ms)),
                List.of(readings(), scores(alive)),
                all.stream().map(Pipeline.Instance::of).toList());
    }

    private TopicFlow readings() {
        Admin connected = admin;
        if (connected != null) {
            try {
                return new Backlog(connected, kafka.topics()).readings(deadReadings.get());
            } catch (ExecutionException | TimeoutException | KafkaException away) {
                LOG.debug("Could not read the detector's offsets from Kafka", away);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return new TopicFlow(kafka.topics().readings(), null, null, null, deadReadings.get());
    }

    /** From the heartbeats of the sinks, because a store in memory has no offsets in Kafka. */
    private TopicFlow scores(List<Heartbeat> alive) {
        List<Heartbeat> sinks = of(alive, "sink").toList();
        return new TopicFlow(
                kafka.topics().scores(),
                total(sinks, Heartbeat::pending),
                total(sinks, Heartbeat::inFlight),
                total(sinks, Heartbeat::total),
                deadScores.get());
    }

    private static Stream<Heartbeat> of(List<Heartbeat> heartbeats, String service) {
        return heartbeats.stream().filter(heartbeat -> heartbeat.service().equals(service));
    }

    private static double sum(List<Heartbeat> alive, String service, ToDoubleFunction<Heartbeat> part) {
        return of(alive, service).mapToDouble(part).sum();
    }

    /** Null if no instance reports it. */
    private static @Nullable Long total(List<Heartbeat> sinks, Function<Heartbeat, @Nullable Long> part) {
        List<Long> said = sinks.stream().map(part).filter(Objects::nonNull).toList();
        return said.isEmpty() ? null : said.stream().mapToLong(Long::longValue).sum();
    }

    private static @Nullable Double slowest(List<Heartbeat> alive, Function<Heartbeat, @Nullable Double> part) {
        return of(alive, "stream-detector")
                .map(part)
                .filter(Objects::nonNull)
                .max(Double::compare)
                .orElse(null);
    }

    @Override
    public synchronized void close() {
        closed = true;
        tails.forEach(PartitionTail::close);
        Admin connected = admin;
        if (connected != null) {
            connected.close(Duration.ofSeconds(1));
        }
    }
}
