package io.vigia.store.redis;

import static io.vigia.store.Writes.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.store.Order;
import io.vigia.store.Retries;
import io.vigia.store.Sample;
import io.vigia.store.SeriesStore;
import io.vigia.store.WriteResult;
import io.vigia.testkit.RedisSentinels;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The store on Redis with Sentinel")
class RedisSentinelSeriesStoreTest extends RedisStoreContract {
    @Override
    protected Redis startRedis() {
        return Redis.of(RedisSentinels.required());
    }

    @Test
    void a_batch_is_replicated_when_one_replica_has_it() {
        assertThat(store().write(List.of(scored(sensor("replicated"), 1, 1))).replicated())
                .isTrue();
    }

    @Test
    void when_the_master_is_killed_writes_go_on_and_the_epoch_has_changed() {
        try (RedisSentinels own = RedisSentinels.required();
                SeriesStore failing =
                        RedisSeriesStore.open(TestSettings.of(own, "REDIS_CONNECT_TIMEOUT_MS", "500"), "vigia-test")) {
            WriteResult before = failing.write(List.of(scored("s", 1, 1)));
            assertThat(before.replicated()).isTrue();
            own.master().kill();
            WriteResult after = Retries.write(failing, List.of(scored("s", 2, 2)));
            assertThat(after.epoch()).isNotEqualTo(before.epoch());
            assertThat(failing.range("s", 0, 9, 9, Order.OLDEST_FIRST))
                    .extracting(Sample::ts)
                    .containsExactly(1L, 2L);
            assertThat(failing.sensors(null, 9)).containsExactly("s");
            assertThat(failing.available()).isTrue();
        }
    }

    @Test
    void without_its_replicas_a_batch_is_written_and_told_from_a_replicated_one() {
        try (RedisSentinels own = RedisSentinels.required();
                SeriesStore alone = RedisSeriesStore.open(TestSettings.of(own), "vigia-test")) {
            own.replicas().forEach(replica -> replica.pause());
            try {
                assertThat(alone.write(List.of(scored("s", 1, 1))).replicated()).isFalse();
                assertThat(alone.range("s", 0, 9, 9, Order.OLDEST_FIRST)).hasSize(1);
            } finally {
                own.replicas().forEach(replica -> replica.resume());
            }
        }
    }
}
