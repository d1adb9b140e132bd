package io.vigia.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.settings.Variables;
import io.vigia.testkit.RedisServer;
import io.vigia.testkit.StartsServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.Jedis;

/** Each part is run once, as small as can be, so that none rots; what the numbers are is not looked at. */
@StartsServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenariosTest {
    private static final BenchPlan SMALL =
            new BenchPlan(1, new WarmUp(Duration.ofMillis(200), 1), Duration.ofMillis(300), 3, 60, 20);

    private BenchEnvironment workshop;

    @BeforeAll
    void open() {
        workshop = new BenchEnvironment(Variables.of(Map.of()));
    }

    @AfterAll
    void close() {
        workshop.close();
    }

    @Test
    void single_readings_are_measured_beside_the_bare_calls() {
        measures(new SingleReadings(), 2);
    }

    @Test
    void batches_are_measured_beside_the_producer_alone() {
        measures(new BatchReadings(), 2);
    }

    @Test
    void verdicts_are_measured_beside_the_bare_acknowledgement() {
        measures(new DetectCalls(), 4);
    }

    @Test
    void scoring_is_measured_beside_the_same_topology_without_network_and_without_state() {
        List<Comparison> lines = measures(new Scoring(), 9);

        double early = lines.get(5).measured().median();
        double warm = lines.get(6).measured().median();
        assertThat(early).as("a sensor that warms up keeps its first values").isGreaterThan(warm);
    }

    @Test
    void memory_is_measured_with_its_sensors_in_state() {
        assertThat(new Memory().run(workshop, SMALL)).hasSize(2);
    }

    @Test
    void the_sink_is_measured_beside_bare_commands_and_leaves_nothing() {
        try (RedisServer redis = RedisServer.required();
                Jedis jedis = redis.connect()) {
            assertThat(new Sink(redis.host(), redis.port()).refusal()).isEmpty();

            measures(new Sink(redis.host(), redis.port()), 1);

            assertThat(jedis.dbSize()).isZero();
        }
    }

    @Test
    void a_redis_that_is_not_there_is_noticed_before_anything_is_measured() {
        assertThat(new Sink("localhost", 1).refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("refused"));
    }

    @Test
    void a_server_that_is_not_there_ends_the_load() {
        assertThatThrownBy(() -> new OpenLoop(1, 1_000).run(Requests.get("/%d%s"), Duration.ofMillis(10)))
                .isInstanceOf(IllegalStateException.class);
    }

    private List<Comparison> measures(Scenario scenario, int lines) {
        List<Comparison> measured = scenario.run(workshop, SMALL);
        assertThat(measured).hasSize(lines);
        assertThat(measured).allSatisfy(line -> {
            assertThat(line.measured().least()).isPositive();
            assertThat(line.limitName().isEmpty() || line.limit().least() > 0).isTrue();
        });
        return measured;
    }
}
