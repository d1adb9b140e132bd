package io.vigia.cli.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigia.cli.kafka.Offsets;
import io.vigia.contract.EventJson;
import io.vigia.contract.Score;
import io.vigia.contract.ScoreEvent;
import io.vigia.detector.sink.ScoreSink;
import io.vigia.detector.sink.SinkMetrics;
import io.vigia.detector.sink.SinkSettings;
import io.vigia.kafka.KafkaSettings;
import io.vigia.settings.Variables;
import io.vigia.store.SeriesStore;
import io.vigia.store.redis.RedisSeriesStore;
import io.vigia.store.redis.RedisSettings;
import io.vigia.verdict.Status;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import redis.clients.jedis.exceptions.JedisException;

/** Writes scores from their topic to Redis, compared with pipelined TS.MADD to series of the same kind. */
final class Sink implements Scenario {
    /** Value, prediction, lower, upper, score, anomaly. */
    private static final int SAMPLES = 6;

    private final String host;
    private final int port;

    Sink(String host, int port) {
        this.host = host;
        this.port = port;
    }

    @Override
    public String name() {
        return "sink";
    }

    /** The reason why this Redis cannot be measured; empty if it can. Called before anything is measured. */
    Optional<String> refusal() {
        try (BareRedis redis = new BareRedis(host, port)) {
            redis.checkTimeSeries();
            return Optional.empty();
        } catch (JedisException refused) {
            String causes = Arrays.stream(refused.getSuppressed())
                    .map(cause -> " " + cause.getMessage())
                    .distinct()
                    .collect(Collectors.joining());
            return Optional.of(refused.getMessage() + causes);
        }
    }

    @Override
    public List<Comparison> run(BenchEnvironment workshop, BenchPlan plan) {
        Spread sink = new Spread();
        Spread bare = new Spread();
        int places = plan.readings() / 5 / plan.sensors();
        measure(workshop, plan.sensors(), places);
        for (int i = 0; i < plan.runs(); i++) {
            Rates rates = measure(workshop, plan.sensors(), places);
            sink.add(rates.sink());
            bare.add(rates.bare());
        }
        return List.of(new Comparison(
                "samples from the scores topic into Redis", "/s", sink, "pipelined `TS.MADD` alone", bare, "≥ 80 %"));
    }

    private record Rates(Rate sink, Rate bare) {}

    private Rates measure(BenchEnvironment workshop, int sensors, int places) {
        Variables run = workshop.newRun()
                .with(Map.of(
                        RedisSettings.HOST.variable(), host, RedisSettings.PORT.variable(), Integer.toString(port)));
        KafkaSettings kafka = KafkaSettings.from(run);
        // The first sample creates the series before anything is measured.
        write(kafka, sensors, 0, 1);
        long samples = (long) SAMPLES * sensors * places;
        Offsets offsets = new Offsets(workshop.admin());
        try (SeriesStore store = RedisSeriesStore.open(
                        RedisSettings.from(run), kafka.topics().prefix());
                BareRedis redis = new BareRedis(host, port)) {
            sink(kafka, run, store, offsets, 1);
            write(kafka, sensors, 1, places + 1);
            Rate sink = sink(kafka, run, store, offsets, samples);
            Rate bare = redis.add(kafka.topics().prefix(), sensors, places + 1, 2 * places + 1);
            redis.flush(kafka.topics().prefix());
            return new Rates(sink, bare);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        } finally {
            workshop.endRun(run);
        }
    }

    /** Measures from the start of a sink until it has committed everything. */
    private static Rate sink(KafkaSettings kafka, Variables run, SeriesStore store, Offsets offsets, long samples)
            throws InterruptedException {
        Rate.Start start = Rate.start();
        ScoreSink sink =
                new ScoreSink(kafka, SinkSettings.from(run), store, new SinkMetrics(new SimpleMeterRegistry()));
        try (ScoreSink running = sink.start()) {
            offsets.awaitCommitted(kafka.topics().sinkGroup(), kafka.topics().scores());
            return start.rate(samples);
        }
    }

    private static void write(KafkaSettings kafka, int sensors, int from, int to) {
        ByteArraySerializer bytes = new ByteArraySerializer();
        Map<String, Object> config = kafka.clientConfig();
        config.put("linger.ms", 20);
        SendFailures failures = new SendFailures();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config, bytes, bytes)) {
            for (int place = from; place < to; place++) {
                for (int sensor = 0; sensor < sensors; sensor++) {
                    var unused = producer.send(
                            new ProducerRecord<>(
                                    kafka.topics().scores(),
                                    Series.sensor(sensor).getBytes(StandardCharsets.US_ASCII),
                                    EventJson.write((ScoreEvent) score(sensor, place))),
                            failures);
                }
            }
        }
        failures.check();
    }

    private static Score score(int sensor, int place) {
        double value = Series.value(sensor, place);
        return new Score(
                "0197f3a5-4c1e-7b2a-9d3e-8f6a5b4c3d2e",
                Series.sensor(sensor),
                Series.ts(place),
                value,
                Status.SCORED,
                Score.NO_REMAINING,
                value + 0.0390625123,
                value - 2.3456789,
                value + 2.4567891,
                0.0390625123,
                0.0234375018,
                false,
                false,
                null,
                null,
                null,
                Double.NaN,
                "vigia-default@2");
    }
}
