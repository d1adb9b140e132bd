package io.vigia.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigia.cli.Vigia;
import io.vigia.contract.EventJson;
import io.vigia.contract.ScoreEvent;
import io.vigia.contract.Topics;
import io.vigia.detector.sink.ScoreSink;
import io.vigia.detector.sink.SinkMetrics;
import io.vigia.detector.sink.SinkSettings;
import io.vigia.kafka.KafkaSettings;
import io.vigia.settings.Variables;
import io.vigia.store.Order;
import io.vigia.store.Sample;
import io.vigia.store.SeriesStore;
import io.vigia.store.redis.RedisSeriesStore;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.RedisServer;
import io.vigia.testkit.ScoreBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A lost Redis")
class StoreRebuildTest {
    private static final List<String> SENSORS = List.of("a", "b", "c");

    private final KafkaBroker broker = KafkaBroker.shared();
    private final Topics topics = broker.newTopics();
    private final KafkaSettings kafka = broker.settings(topics.prefix());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void is_written_again_by_the_sinks_that_run() {
        try (RedisServer redis = RedisServer.required();
                SeriesStore one = store(redis);
                SeriesStore other = store(redis)) {
            publish(200);
            try (ScoreSink first = sink(one);
                    ScoreSink second = sink(other)) {
                awaitNoLag();
                List<List<Sample>> before = stored(one);
                assertThat(before).allSatisfy(samples -> assertThat(samples).hasSize(200));
                redis.flush();
                assertThat(stored(one))
                        .allSatisfy(samples -> assertThat(samples).isEmpty());

                assertThat(rebuild()).as(err::toString).isZero();

                assertThat(stored(one)).isEqualTo(before);
                assertThat(out.toString())
                        .contains("will write them again", "The store is complete: it has all records of the topics.");
                assertThat(broker.committedRecords(topics.scores())).hasSize(3 * 200);
                assertThat(first.progress().storeAway() || second.progress().storeAway())
                        .isFalse();
            }
        }
    }

    @Test
    void that_nobody_ever_wrote_is_told_as_such() {
        publish(1);
        assertThat(rebuild()).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("vigia: the consumer group " + topics.prefix() + "-sink has no commits")
                .doesNotContain("\tat ");
    }

    private int rebuild() {
        return Vigia.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute("store", "rebuild", "--kafka", broker.bootstrapServers(), "--topic-prefix", topics.prefix());
    }

    private void publish(int count) {
        for (String sensor : SENSORS) {
            for (int i = 0; i < count; i++) {
                ScoreEvent score = ScoreBuilder.of(sensor, i, i).build();
                broker.send(topics.scores(), sensor, new String(EventJson.write(score), StandardCharsets.UTF_8));
            }
        }
    }

    private SeriesStore store(RedisServer redis) {
        Map<String, String> variables = broker.variables(topics.prefix());
        variables.put("REDIS_HOST", redis.host());
        variables.put("REDIS_PORT", Integer.toString(redis.port()));
        return RedisSeriesStore.open(Variables.of(variables));
    }

    private ScoreSink sink(SeriesStore store) {
        SinkSettings settings = SinkSettings.from(Variables.of(Map.of()));
        return new ScoreSink(kafka, settings, store, new SinkMetrics(new SimpleMeterRegistry())).start();
    }

    private void awaitNoLag() {
        broker.awaitZeroLag(topics.sinkGroup(), topics.scores());
    }

    private static List<List<Sample>> stored(SeriesStore store) {
        List<List<Sample>> stored = new ArrayList<>();
        SENSORS.forEach(sensor -> stored.add(store.range(sensor, 0, Long.MAX_VALUE, 1_000, Order.OLDEST_FIRST)));
        return stored;
    }
}
