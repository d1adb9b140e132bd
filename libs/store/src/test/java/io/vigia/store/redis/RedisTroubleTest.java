package io.vigia.store.redis;

import static io.vigia.store.Writes.anomaly;
import static io.vigia.store.Writes.delete;
import static io.vigia.store.Writes.scored;
import static io.vigia.store.Writes.unjudged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vigia.store.Order;
import io.vigia.store.Retries;
import io.vigia.store.Sample;
import io.vigia.store.SeriesStore;
import io.vigia.store.StoreUnavailableException;
import io.vigia.store.StoreWrite;
import io.vigia.store.WriteResult;
import io.vigia.testkit.RedisServer;
import io.vigia.verdict.Status;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.util.SafeEncoder;

@DisplayName("The store on a Redis that is in trouble")
class RedisTroubleTest {
    private static final long ALL = Long.MAX_VALUE;

    private static RedisServer redis;
    private SeriesStore store;

    @BeforeAll
    static void start() {
        redis = RedisServer.required();
    }

    @AfterAll
    static void stop() {
        if (redis != null) {
            redis.close();
        }
    }

    @BeforeEach
    void open() {
        redis.flush();
        store = RedisSeriesStore.open(TestSettings.of(redis), "vigia-test");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void the_epoch_is_the_same_in_another_process_that_writes_to_the_same_master() {
        long epoch = store.write(List.of(scored("s", 1, 1))).epoch();
        try (SeriesStore other = RedisSeriesStore.open(TestSettings.of(redis), "vigia-test")) {
            assertThat(other.write(List.of(scored("s", 2, 2))).epoch()).isEqualTo(epoch);
        }
    }

    @Test
    void a_series_that_is_gone_is_created_again_with_its_sensor_on_the_list() {
        store.write(List.of(scored("s", 1, 1)));
        redis.flush();
        WriteResult result = store.write(List.of(scored("s", 2, 2)));
        assertThat(result.refused()).isEmpty();
        assertThat(times("s")).containsExactly(2L);
        assertThat(store.sensors(null, 9)).containsExactly("s");
    }

    @Test
    void one_lost_series_of_a_sensor_costs_no_sample() {
        store.write(List.of(scored("s", 1, 1)));
        try (Jedis jedis = redis.connect()) {
            jedis.del("vigia-test:{s}:lower");
        }
        assertThat(store.write(List.of(scored("s", 2, 2), scored("t", 2, 2))).refused())
                .isEmpty();
        assertThat(store.range("s", 2, 2, 9, Order.OLDEST_FIRST))
                .containsExactly(new Sample(2, 2, 1.5, -1.5, 4.5, 0.25, false));
    }

    @Test
    void a_key_that_is_something_else_is_refused_in_redis_own_words_and_costs_no_neighbour() {
        try (Jedis jedis = redis.connect()) {
            jedis.set("vigia-test:{s}:value", "not a series");
        }
        StoreWrite bad = scored("s", 1, 1);
        WriteResult result = store.write(List.of(bad, scored("t", 1, 1)));
        assertThat(result.refused()).extracting(WriteResult.Refused::write).containsExactly(bad);
        assertThat(result.refused().get(0).reason()).contains("not a TSDB key");
        assertThat(times("t")).containsExactly(1L);
    }

    @Test
    void what_others_put_among_the_anomalies_shortens_no_page_and_stops_no_deletion() {
        List<StoreWrite> writes = List.of(anomaly("s", 1, 1, 1), anomaly("s", 2, 2, 2), anomaly("s", 3, 3, 3));
        try (Jedis jedis = redis.connect()) {
            jedis.set("vigia-test:{s}:deleted", "not an offset");
            assertThat(store.write(writes).refused()).isEmpty();
            for (String foreign : List.of("junk", "7:junk", ":", "")) {
                jedis.zadd("vigia-test:{s}:anomalies", 2, foreign);
            }
            assertThat(store.anomalies("s", 0, ALL, 2, Order.OLDEST_FIRST))
                    .extracting(verdict -> verdict.score().ts())
                    .containsExactly(1L, 2L);
            assertThat(store.anomalies("s", 0, ALL, 9, Order.NEWEST_FIRST))
                    .extracting(verdict -> verdict.score().ts())
                    .containsExactly(3L, 2L, 1L);

            assertThat(store.write(List.of(delete("s", 5))).refused()).isEmpty();
            assertThat(jedis.zrange("vigia-test:{s}:anomalies", 0, -1)).containsExactly("7:junk");
        }
    }

    @Test
    void a_sample_older_than_the_retention_is_counted_and_skipped() {
        try (SeriesStore forgetful =
                RedisSeriesStore.open(TestSettings.of(redis, "REDIS_RETENTION_MS", "100000"), "short")) {
            WriteResult result = forgetful.write(
                    List.of(scored("s", 500_000, 5), scored("s", 1_000, 1), unjudged("s", 450_000, 4, Status.LATE)));
            assertThat(result.expired()).isEqualTo(1);
            assertThat(result.refused()).isEmpty();
            assertThat(forgetful.range("s", 0, ALL, 9, Order.OLDEST_FIRST))
                    .extracting(Sample::ts)
                    .containsExactly(450_000L, 500_000L);
        }
    }

    @Test
    void without_memory_it_is_unavailable_and_goes_on_when_there_is_some() {
        store.write(List.of(scored("s", 1, 1)));
        try (Jedis jedis = redis.connect()) {
            jedis.configSet("maxmemory", "1");
            try {
                assertThatThrownBy(() -> store.write(List.of(scored("s", 2, 2))))
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("OOM");
            } finally {
                jedis.configSet("maxmemory", "0");
            }
        }
        store.write(List.of(scored("s", 2, 2)));
        assertThat(times("s")).containsExactly(1L, 2L);
    }

    @Test
    void without_the_password_it_is_unavailable_and_with_it_everything_works() {
        try (Jedis jedis = redis.connect();
                SeriesStore trusted =
                        RedisSeriesStore.open(TestSettings.of(redis, "REDIS_PASSWORD", "s3cret"), "vigia-test")) {
            jedis.configSet("requirepass", "s3cret");
            try {
                assertThatThrownBy(() -> store.write(List.of(scored("s", 1, 1))))
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("NOAUTH");
                assertThat(store.available()).isFalse();
                assertThat(trusted.write(List.of(scored("s", 1, 1))).refused()).isEmpty();
                assertThat(trusted.range("s", 0, ALL, 9, Order.OLDEST_FIRST)).hasSize(1);
            } finally {
                jedis.configSet("requirepass", "");
            }
        }
    }

    @Test
    void a_replica_is_not_written_to() {
        try (Jedis jedis = redis.connect()) {
            jedis.replicaof("127.0.0.1", 1);
            try {
                assertThatThrownBy(() -> store.write(List.of(scored("s", 2, 2))))
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("replica");
            } finally {
                jedis.replicaofNoOne();
            }
        }
        assertThat(store.write(List.of(scored("s", 2, 2))).refused()).isEmpty();
    }

    @Test
    void a_batch_that_no_replica_confirms_is_written_and_said_to_be_unreplicated() {
        try (SeriesStore strict = RedisSeriesStore.open(
                TestSettings.of(redis, "REDIS_REPLICAS_ACK", "1", "REDIS_COMMAND_TIMEOUT_MS", "400"), "strict")) {
            assertThat(strict.write(List.of(scored("s", 1, 1))).replicated()).isFalse();
            assertThat(strict.range("s", 0, ALL, 9, Order.OLDEST_FIRST)).hasSize(1);
        }
        assertThat(store.write(List.of(scored("s", 1, 1))).replicated()).isTrue();
    }

    @Test
    void it_opens_without_redis_and_works_when_redis_comes_in_a_new_epoch_after_a_restart() {
        WriteResult before = store.write(List.of(scored("s", 1, 1)));
        redis.kill();
        try (SeriesStore early = RedisSeriesStore.open(TestSettings.of(redis), "vigia-test")) {
            assertThat(early.available()).isFalse();
            assertThatThrownBy(() -> early.range("s", 0, ALL, 9, Order.OLDEST_FIRST))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> early.visit()).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> store.write(List.of(scored("s", 2, 2))))
                    .isInstanceOf(StoreUnavailableException.class);
            redis.restart();
            assertThat(early.available()).isTrue();
            assertThat(early.visit()).isEqualTo(1);
        }
        WriteResult after = store.write(List.of(scored("s", 2, 2)));
        assertThat(after.epoch()).isNotEqualTo(before.epoch());
        assertThat(store.write(List.of(scored("s", 3, 3))).epoch()).isEqualTo(after.epoch());
        assertThat(times("s")).containsExactly(2L, 3L);
    }

    @Test
    void what_a_stalled_redis_was_sent_does_not_come_back_after_a_deletion() {
        try (SeriesStore hasty =
                RedisSeriesStore.open(TestSettings.of(redis, "REDIS_COMMAND_TIMEOUT_MS", "300"), "vigia-test")) {
            hasty.write(List.of(scored("s", 1, 1)));
            redis.pause();
            try {
                assertThatThrownBy(() -> hasty.write(List.of(scored("s", 2, 2), anomaly("s", 2, 2, 2))))
                        .isInstanceOf(StoreUnavailableException.class);
            } finally {
                redis.resume();
            }
            Retries.write(hasty, List.of(delete("s", 9)));
            assertThat(hasty.range("s", 0, ALL, 9, Order.OLDEST_FIRST)).isEmpty();
            try (Jedis jedis = redis.connect()) {
                assertThat(jedis.keys("vigia-test:{s}*")).containsExactly("vigia-test:{s}:deleted");
            }
        }
    }

    @Test
    void what_the_network_delivers_late_is_not_carried_out() throws IOException {
        try (HoldingProxy network = new HoldingProxy(redis);
                SeriesStore hasty = RedisSeriesStore.open(
                        TestSettings.of(redis, "REDIS_PORT", "" + network.port(), "REDIS_COMMAND_TIMEOUT_MS", "300"),
                        "vigia-test")) {
            hasty.write(List.of(scored("s", 1, 1)));
            network.hold();
            assertThatThrownBy(() -> hasty.write(List.of(scored("s", 2, 2))))
                    .isInstanceOf(StoreUnavailableException.class);
            hasty.write(List.of(delete("s", 9), scored("s", 3, 3)));
            network.deliver();
            assertThat(times("s")).containsExactly(3L);
        }
    }

    @Test
    void a_batch_too_large_for_a_stalled_server_s_buffers_is_given_up() {
        List<StoreWrite> large = IntStream.range(0, 60_000)
                .mapToObj(i -> scored("a-sensor-with-a-rather-long-name-to-fill-the-buffers-" + i % 2, i, i / 3.0))
                .toList();
        try (SeriesStore hasty =
                RedisSeriesStore.open(TestSettings.of(redis, "REDIS_COMMAND_TIMEOUT_MS", "500"), "vigia-test")) {
            hasty.write(large.subList(0, 10));
            redis.pause();
            try {
                assertThatThrownBy(() -> hasty.write(large)).isInstanceOf(StoreUnavailableException.class);
            } finally {
                redis.resume();
            }
            assertThat(Retries.write(hasty, large.subList(0, 20)).refused()).isEmpty();
        }
    }

    @Test
    void a_list_of_sensors_that_was_deleted_is_made_again_with_those_that_are_silent_too() {
        store.write(List.of(scored("a", 1, 1), scored("b", 1, 1), scored("c", 1, 1)));
        try (Jedis jedis = redis.connect();
                SeriesStore other = RedisSeriesStore.open(TestSettings.of(redis), "other")) {
            other.write(List.of(scored("of-another-prefix", 1, 1)));
            jedis.del("vigia-test:sensors");
            store.write(List.of(scored("b", 2, 2)));
            assertThat(store.sensors(null, 9)).containsExactly("a", "b", "c");
            jedis.zrem("vigia-test:sensors", "b");
            store.write(List.of(scored("b", 3, 3), scored("d", 3, 3)));
            assertThat(store.sensors(null, 9)).containsExactly("a", "b", "c", "d");
        }
    }

    @Test
    void a_list_of_sensors_that_was_deleted_while_nobody_wrote_is_made_again_by_the_next_writer() {
        store.write(List.of(scored("a", 1, 1), scored("b", 1, 1)));
        try (Jedis jedis = redis.connect();
                SeriesStore next = RedisSeriesStore.open(TestSettings.of(redis), "vigia-test")) {
            jedis.del("vigia-test:sensors");
            next.write(List.of(scored("b", 2, 2)));
            assertThat(next.sensors(null, 9)).containsExactly("a", "b");
            next.write(List.of(delete("a", 3)));
            jedis.del("vigia-test:sensors");
            next.write(List.of(scored("b", 3, 3)));
            assertThat(next.sensors(null, 9)).as("what was deleted stays so").containsExactly("b");
        }
    }

    @Test
    void a_key_of_another_type_in_place_of_the_list_of_sensors_costs_no_sample_and_is_named() {
        store.write(List.of(scored("a", 1, 1)));
        try (Jedis jedis = redis.connect()) {
            jedis.set("vigia-test:sensors", "not a list");
            assertThat(store.write(List.of(scored("a", 2, 2), scored("b", 2, 2)))
                            .refused())
                    .isEmpty();
            assertThat(times("b")).containsExactly(2L);
            assertThatThrownBy(() -> store.sensors(null, 9))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("WRONGTYPE")
                    .hasMessageContaining("vigia-test:sensors");
            jedis.del("vigia-test:sensors");
            store.write(List.of(scored("b", 3, 3)));
            assertThat(store.sensors(null, 9)).containsExactly("a", "b");
        }
    }

    @Test
    void series_that_somebody_else_made_get_our_settings_before_anything_is_written_to_them() {
        try (Jedis jedis = redis.connect();
                SeriesStore kept =
                        RedisSeriesStore.open(TestSettings.of(redis, "REDIS_RETENTION_MS", "90000000"), "vigia-test")) {
            String value = "vigia-test:{s}:value";
            command(jedis, "TS.CREATE", value, "DUPLICATE_POLICY", "MAX", "RETENTION", "1000");
            command(jedis, "TS.CREATE", "vigia-test:{s}:score", "DUPLICATE_POLICY", "LAST", "IGNORE", "100000", "50");
            command(jedis, "TS.CREATE", "vigia-test:{s}:value:avg:1m", "DUPLICATE_POLICY", "BLOCK");
            kept.write(List.of(scored("s", 60_000_000, 9), scored("s", 60_000_001, 9)));

            kept.write(List.of(unjudged("s", 60_000_000, 2, Status.LATE), unjudged("s", 1, 3, Status.LATE)));

            assertThat(kept.range("s", 0, ALL, 9, Order.OLDEST_FIRST))
                    .extracting(Sample::ts, Sample::value)
                    .containsExactly(tuple(1L, 3.0), tuple(60_000_000L, 2.0), tuple(60_000_001L, 9.0));
            assertThat(kept.range("s", 60_000_001, ALL, 9, Order.OLDEST_FIRST)
                            .get(0)
                            .score())
                    .isEqualTo(0.25);
            assertThat(command(jedis, "TS.QUERYINDEX", "sensor=s", "metric=value"))
                    .as("labels")
                    .contains(value);
            String info = command(jedis, "TS.INFO", value);
            assertThat(info).contains("90000000", "last", "value:avg:1m", "value:max:1h");
            assertThat(command(jedis, "TS.INFO", "vigia-test:{s}:value:avg:1m")).contains("90000000", "value:avg:1m");
        }
    }

    @Test
    void a_changed_retention_reaches_the_series_that_exist() {
        store.write(List.of(scored("s", 1, 1)));
        try (Jedis jedis = redis.connect();
                SeriesStore later =
                        RedisSeriesStore.open(TestSettings.of(redis, "REDIS_RETENTION_MS", "77000"), "vigia-test")) {
            later.write(List.of(scored("s", 2, 2)));
            for (String key : new RedisKeys("vigia-test").allSeries("s")) {
                assertThat(command(jedis, "TS.INFO", key)).as(key).contains("77000");
            }
        }
    }

    @Test
    void a_visit_whose_answer_is_lost_is_not_counted_twice() throws IOException {
        try (HoldingProxy network = new HoldingProxy(redis);
                SeriesStore hasty = RedisSeriesStore.open(
                        TestSettings.of(redis, "REDIS_PORT", "" + network.port(), "REDIS_COMMAND_TIMEOUT_MS", "300"),
                        "vigia-test")) {
            assertThat(hasty.visit()).isEqualTo(1);
            network.dropAnswersTo("INCR");
            assertThatThrownBy(hasty::visit).isInstanceOf(StoreUnavailableException.class);
            network.dropNoAnswers();
            assertThat(hasty.visit())
                    .as("the second, whose answer was lost, and this one")
                    .isEqualTo(3);
        }
    }

    @Test
    void a_connection_that_was_cut_does_not_come_back_by_itself() {
        WriterConnection connection =
                WriterConnection.open(TestSettings.of(redis).nodes().get(0), RedisLogin.of(TestSettings.of(redis)));
        connection.append(ping());
        connection.cut();
        assertThatThrownBy(() -> {
                    connection.append(ping());
                    connection.sendAll();
                })
                .isInstanceOf(JedisConnectionException.class);
        assertThat(connection.answered()).isFalse();
        assertThat(connection.isBroken()).isTrue();
    }

    private static CommandArguments ping() {
        return new CommandArguments(Protocol.Command.PING);
    }

    private static String command(Jedis jedis, String... words) {
        Object answer =
                jedis.sendCommand(() -> SafeEncoder.encode(words[0]), Arrays.copyOfRange(words, 1, words.length));
        return String.valueOf(SafeEncoder.encodeObject(answer));
    }

    @Test
    void a_deletion_leaves_nothing_of_a_sensor_but_how_far_it_reached() {
        store.write(List.of(scored("s", 1, 1), scored("s", 99_000, 2), anomaly("s", 1, 1, 1)));
        store.write(List.of(delete("s", 12)));
        try (Jedis jedis = redis.connect()) {
            assertThat(jedis.keys("vigia-test:*")).containsExactly("vigia-test:{s}:deleted");
            assertThat(jedis.get("vigia-test:{s}:deleted")).isEqualTo("12");
        }
    }

    private List<Long> times(String sensor) {
        return store.range(sensor, 0, ALL, 100, Order.OLDEST_FIRST).stream()
                .map(Sample::ts)
                .toList();
    }
}
