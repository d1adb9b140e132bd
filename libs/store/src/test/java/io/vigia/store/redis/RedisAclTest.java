package io.vigia.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.store.SeriesStore;
import io.vigia.store.StoreUnavailableException;
import io.vigia.store.Writes;
import io.vigia.testkit.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.timeseries.TimeSeriesProtocol.TimeSeriesCommand;
import redis.clients.jedis.util.SafeEncoder;

@DisplayName("The store as the Redis user of docs/security.md")
class RedisAclTest extends RedisStoreContract {
    private static final String PASSWORD = "s3cret of the store";

    /** What only trouble or other modes need, each with arguments that Redis can judge without doing it. */
    private static final Map<String, String[]> SELDOM = Map.of(
            "wait", new String[] {"1", "1"},
            "client|kill", new String[] {"KILL", "ID", "1"},
            "cluster|slots", new String[] {"SLOTS"});

    private RedisServer redis;

    @Override
    protected Redis startRedis() {
        redis = RedisServer.required();
        try (Jedis admin = redis.connect()) {
            setUser(admin, "vigia", "vigia");
            setUser(admin, "grafana", "grafana");
        }
        return new Redis(redis, TestSettings.of(redis, "REDIS_USERNAME", "vigia", "REDIS_PASSWORD", PASSWORD));
    }

    @Test
    void a_reader_of_dashboards_sees_our_series_and_changes_none() {
        write(Writes.scored("seen", 1, 21.5));
        try (Jedis reader = redis.connect()) {
            reader.auth("grafana", PASSWORD);
            assertThat((List<?>) reader.sendCommand(TimeSeriesCommand.RANGE, "vigia-test:{seen}:value", "0", "9"))
                    .hasSize(1);
            assertThat((List<?>) reader.sendCommand(TimeSeriesCommand.QUERYINDEX, "sensor=seen", "metric=value"))
                    .hasSize(1);
            assertThatThrownBy(() -> reader.sendCommand(TimeSeriesCommand.ADD, "vigia-test:{seen}:value", "2", "1"))
                    .hasMessageContaining("NOPERM");
            assertThatThrownBy(() -> reader.del("vigia-test:{seen}:value")).hasMessageContaining("NOPERM");
        }
    }

    @Test
    void makes_a_list_of_sensors_again_that_was_deleted() {
        write(Writes.scored("silent", 1, 1), Writes.scored("speaks", 1, 1));
        try (Jedis admin = redis.connect()) {
            admin.del("vigia-test:sensors");
        }
        write(Writes.scored("speaks", 2, 2));
        assertThat(store().sensors(null, 10_000)).contains("silent", "speaks");
    }

    @Test
    void a_user_of_an_earlier_version_stores_and_lists_what_it_sees() {
        try (Jedis admin = redis.connect()) {
            setUser(admin, "vigia", "earlier");
            admin.sendCommand(() -> SafeEncoder.encode("ACL"), "SETUSER", "earlier", "-ts.alter", "-ts.queryindex");
            try (SeriesStore earlier = RedisSeriesStore.open(
                    TestSettings.of(redis, "REDIS_USERNAME", "earlier", "REDIS_PASSWORD", PASSWORD), "vigia-test")) {
                assertThat(earlier.write(List.of(Writes.scored("e1", 1, 1), Writes.scored("e2", 1, 1)))
                                .refused())
                        .isEmpty();
                admin.del("vigia-test:sensors");
                earlier.write(List.of(Writes.scored("e1", 2, 2)));
                assertThat(earlier.sensors(null, 10_000)).contains("e1", "e2");
            }
            try (SeriesStore again = RedisSeriesStore.open(
                    TestSettings.of(redis, "REDIS_USERNAME", "earlier", "REDIS_PASSWORD", PASSWORD), "vigia-test")) {
                assertThat(again.write(List.of(Writes.scored("e1", 3, 3))).refused())
                        .isEmpty();
            }
        }
    }

    @Test
    void may_do_what_only_trouble_or_other_modes_need() {
        try (Jedis admin = redis.connect()) {
            SELDOM.forEach((command, arguments) ->
                    assertThat(dryRun(admin, command, arguments)).as(command).isEqualTo("OK"));
        }
    }

    @Test
    void may_do_nothing_else_and_nothing_with_the_keys_of_others() {
        try (Jedis user = redis.connect()) {
            user.auth("vigia", PASSWORD);
            assertThatThrownBy(user::flushAll)
                    .isInstanceOf(JedisDataException.class)
                    .hasMessageContaining("NOPERM");
            assertThatThrownBy(() -> user.configGet("*")).hasMessageContaining("NOPERM");
            assertThatThrownBy(() -> user.keys("*")).hasMessageContaining("NOPERM");
            assertThatThrownBy(() -> user.get("other")).hasMessageContaining("NOPERM");
            assertThatThrownBy(() -> user.eval("return redis.call('GET', KEYS[1])", 1, "other"))
                    .hasMessageContaining("NOPERM");
        }
    }

    @AfterAll
    void every_command_of_the_line_is_needed() {
        try (Jedis admin = redis.connect()) {
            String used = admin.info("commandstats");
            List<String> idle = words("vigia").stream()
                    .filter(word -> word.startsWith("+"))
                    .map(word -> word.substring(1))
                    .filter(command -> !SELDOM.containsKey(command))
                    .filter(command -> !used.contains("cmdstat_" + command + ":"))
                    .toList();
            assertThat(idle).isEmpty();
        }
    }

    @Test
    @Override
    void a_store_that_is_dropped_leaves_those_of_other_prefixes_alone() {
        assertThatThrownBy(() -> ((RedisSeriesStore) store()).drop())
                .as("no service drops a store, so their user may not look for keys")
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("NOPERM");
    }

    private static String dryRun(Jedis admin, String command, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "DRYRUN";
        all[1] = "vigia";
        all[2] = command.replaceAll("\\|.*", "");
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return SafeEncoder.encode((byte[]) admin.sendCommand(() -> SafeEncoder.encode("ACL"), all));
    }

    private static void setUser(Jedis admin, String documented, String name) {
        List<String> arguments = new ArrayList<>(List.of("SETUSER", name, "on", ">" + PASSWORD));
        words(documented).stream()
                .skip(4)
                .map(word -> word.replace("~vigia:*", "~vigia-test:*"))
                .forEach(arguments::add);
        admin.sendCommand(() -> SafeEncoder.encode("ACL"), arguments.toArray(String[]::new));
    }

    /** The line as the documentation has it: user, name, on, digest, and what it may do. */
    private static List<String> words(String name) {
        try {
            String line = Files.readAllLines(Path.of("..", "..", "docs", "security.md")).stream()
                    .filter(text -> text.startsWith("user " + name + " "))
                    .findFirst()
                    .orElseThrow();
            return List.of(line.split(" ", -1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
