package io.vigia.store.redis;

import static io.vigia.store.Writes.anomaly;
import static io.vigia.store.Writes.delete;
import static io.vigia.store.Writes.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.store.Order;
import io.vigia.store.Retries;
import io.vigia.store.Sample;
import io.vigia.store.SeriesStore;
import io.vigia.store.StoreWrite;
import io.vigia.store.WriteResult;
import io.vigia.testkit.RedisCluster;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The store on a Redis Cluster")
class RedisClusterSeriesStoreTest extends RedisStoreContract {
    @Override
    protected Redis startRedis() {
        return Redis.of(RedisCluster.required());
    }

    @Test
    void when_a_master_is_killed_its_sensors_are_written_on_and_the_epoch_has_changed() {
        try (RedisCluster own = RedisCluster.required();
                SeriesStore failing =
                        RedisSeriesStore.open(TestSettings.of(own, "REDIS_CONNECT_TIMEOUT_MS", "500"), "vigia-test")) {
            List<StoreWrite> first =
                    IntStream.range(0, 50).mapToObj(i -> scored("s" + i, 1, 1)).toList();
            WriteResult before = failing.write(first);
            assertThat(before.replicated()).isTrue();
            own.firstMasterOf("vigia-test:{s7}:value").kill();
            List<StoreWrite> second =
                    List.of(scored("s7", 2, 2), anomaly("s7", 2, 2, 5), delete("s8", 6), scored("s8", 9, 9));
            WriteResult after = Retries.write(failing, second);
            assertThat(after.epoch()).isNotEqualTo(before.epoch());
            assertThat(failing.range("s7", 0, 9, 9, Order.OLDEST_FIRST))
                    .extracting(Sample::ts)
                    .containsExactly(1L, 2L);
            assertThat(failing.range("s8", 0, 9, 9, Order.OLDEST_FIRST))
                    .extracting(Sample::ts)
                    .containsExactly(9L);
            assertThat(failing.anomalies("s7", 0, 9, 9, Order.OLDEST_FIRST)).hasSize(1);
            assertThat(failing.sensors(null, 100)).hasSize(50);
        }
    }
}
