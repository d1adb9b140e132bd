package io.vigia.cli.bench;

import io.vigia.cli.kafka.Offsets;
import io.vigia.detector.app.BoundedClients;
import io.vigia.detector.app.DetectorSettings;
import io.vigia.detector.app.StreamsProperties;
import io.vigia.kafka.KafkaSettings;
import io.vigia.settings.Variables;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** Runs a topology, with the detector's own configuration, until all that is in the readings topic is committed. */
final class StreamRun {
    private static final Duration CLOSE = Duration.ofSeconds(20);

    private final Offsets offsets;
    private final KafkaSettings kafka;
    private final Properties properties;
    private final Function<StreamsConfig, Topology> topology;

    /** @param topology out of the configuration that naming and caching follow */
    StreamRun(Offsets offsets, Variables run, Function<StreamsConfig, Topology> topology) {
        this.offsets = offsets;
        this.kafka = KafkaSettings.from(run);
        this.properties = StreamsProperties.of(kafka, DetectorSettings.from(run));
        this.topology = topology;
    }

    /** Readings a second, from the moment the threads run until the last reading is committed. */
    Rate drain() {
        return drain(() -> {});
    }

    /** The same; {@code whileRunning} is run at its end, before the streams are closed. */
    Rate drain(Runnable whileRunning) {
        String group = properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
        String topic = kafka.topics().readings();
        long readings = offsets.lag(group, topic);
        KafkaStreams streams =
                new KafkaStreams(topology.apply(new StreamsConfig(properties)), properties, new BoundedClients());
        CountDownLatch running = new CountDownLatch(1);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            }
        });
        try {
            streams.start();
            if (!running.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the streams were not running within 60 s");
            }
            Rate.Start start = Rate.start();
            offsets.awaitCommitted(group, topic);
            Rate rate = start.rate(readings);
            whileRunning.run();
            return rate;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        } finally {
            streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(CLOSE));
        }
    }
}
