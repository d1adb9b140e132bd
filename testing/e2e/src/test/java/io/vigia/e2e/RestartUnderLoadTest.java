package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.timeseries.TSElement;
import redis.clients.jedis.timeseries.TSRangeParams;

@DisplayName("Services that die in the middle of a load")
class RestartUnderLoadTest {
    private static final int SENSORS = 20;

    @Test
    void lose_nothing_that_was_acknowledged() throws Exception {
        Pipeline vigia = Pipeline.shared();
        try (SteadyLoad load = new SteadyLoad(vigia.calls, SENSORS)) {
            load.awaitAcknowledged(500);
            vigia.detector.kill();
            vigia.detector.start();
            load.awaitAcknowledged(1_000);
            vigia.ingest.kill();
            vigia.ingest.start();
            vigia.detector.awaitReady();
            vigia.ingest.awaitReady();
            load.awaitAcknowledged(1_500);
            vigia.query.kill();
            vigia.query.start();
            vigia.query.awaitReady();
            load.awaitAcknowledged(2_000);
            assertThat(vigia.detector.stop()).as("exit code of a clean stop").isIn(0, 143);
            load.awaitAcknowledged(2_500);
            vigia.detector.start();
            vigia.detector.awaitReady();
            load.close();
            vigia.awaitStored();
            everyReadingHasOneScore(vigia, load.prefix());
            theStoreHoldsWhatWasAcknowledged(vigia, load.acknowledged());
        }
    }

    @Test
    void a_store_that_is_away_delays_what_is_shown_and_nothing_else() throws Exception {
        Pipeline vigia = Pipeline.shared();
        try (SteadyLoad load = new SteadyLoad(vigia.calls, SENSORS)) {
            load.awaitAcknowledged(200);
            vigia.redis.pause();
            await("the detector says that the store is away")
                    .atMost(Duration.ofMinutes(5))
                    .until(() -> vigia.detector.health().contains("DEGRADED"));
            assertThat(vigia.detector.ready()).as("still ready").isTrue();
            assertThat(vigia.calls
                            .json("/detectar?dato=1&sensor=during-outage")
                            .get("estado")
                            .asString())
                    .isEqualTo("warming_up");
            load.awaitAcknowledged(600);
            vigia.redis.resume();
            load.close();
            vigia.awaitStored();
            theStoreHoldsWhatWasAcknowledged(vigia, load.acknowledged());
        }
    }

    private static void everyReadingHasOneScore(Pipeline vigia, String sensors) {
        List<String> readings = idsOfReadings(vigia.committedOf(sensors, "readings"));
        List<String> scores = idsOfReadings(vigia.committedOf(sensors, "scores"));
        assertThat(scores).doesNotHaveDuplicates();
        Set<String> scored = new HashSet<>(scores);
        assertThat(readings).allMatch(scored::contains);
    }

    private static List<String> idsOfReadings(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> Calls.JSON.readTree(record.value()))
                .filter(event -> !event.has("type"))
                .map(event -> event.get("id").asString())
                .toList();
    }

    private static void theStoreHoldsWhatWasAcknowledged(Pipeline vigia, Map<String, Map<Long, Double>> acknowledged) {
        try (Jedis jedis = vigia.jedis()) {
            UnifiedJedis redis = new UnifiedJedis(jedis.getConnection());
            acknowledged.forEach((sensor, expected) -> {
                Map<Long, Double> stored = new HashMap<>();
                for (TSElement sample :
                        redis.tsRange(vigia.prefix + ":{" + sensor + "}:value", TSRangeParams.rangeParams())) {
                    stored.put(sample.getTimestamp(), sample.getValue());
                }
                // What was sent but not acknowledged may be there too.
                assertThat(stored).containsAllEntriesOf(expected);
            });
        }
    }
}
