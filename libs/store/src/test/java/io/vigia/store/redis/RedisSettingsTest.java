package io.vigia.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.Setting;
import io.vigia.settings.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.HostAndPort;

class RedisSettingsTest {
    @Test
    void without_any_variable_it_is_one_server_on_this_machine() {
        RedisSettings settings = from();
        assertThat(settings.mode()).isEqualTo(RedisSettings.Mode.STANDALONE);
        assertThat(settings.nodes()).containsExactly(new HostAndPort("localhost", 6379));
        assertThat(settings.replicasAck()).isZero();
        assertThat(settings.retentionMs()).isZero();
    }

    @Test
    void sentinels_are_listed_with_the_name_of_their_master_and_one_replica_must_confirm() {
        RedisSettings settings =
                from("REDIS_MODE", "sentinel", "REDIS_NODES", "a:1, [::1]:2,c:3", "REDIS_MASTER", "vigia");
        assertThat(settings.nodes())
                .containsExactly(new HostAndPort("a", 1), new HostAndPort("[::1]", 2), new HostAndPort("c", 3));
        assertThat(settings.master()).isEqualTo("vigia");
        assertThat(settings.replicasAck()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "REDIS_NODES, REDIS_NODES=a:1",
        "REDIS_MASTER, REDIS_MASTER=vigia",
        "REDIS_NODES, REDIS_MODE=cluster",
        "REDIS_NODES, REDIS_MODE=sentinel REDIS_MASTER=vigia",
        "REDIS_MASTER, REDIS_MODE=sentinel REDIS_NODES=a:1",
        "REDIS_MASTER, REDIS_MODE=cluster REDIS_NODES=a:1 REDIS_MASTER=vigia",
        "REDIS_HOST, REDIS_MODE=cluster REDIS_NODES=a:1 REDIS_HOST=a",
        "REDIS_PORT, REDIS_MODE=cluster REDIS_NODES=a:1 REDIS_PORT=1",
        "REDIS_USERNAME, REDIS_USERNAME=ana",
        "REDIS_PASSWORD_FILE, REDIS_PASSWORD=x REDIS_PASSWORD_FILE=/nowhere",
        "REDIS_PASSWORD_FILE, REDIS_PASSWORD_FILE=/nowhere",
        "REDIS_MODE, REDIS_MODE=ring",
        "REDIS_PORT, REDIS_PORT=0",
        "REDIS_TLS, REDIS_TLS=yes",
        "REDIS_RETENTION_MS, REDIS_RETENTION_MS=-1"
    })
    void what_does_not_go_together_is_refused_by_name(String named, String variables) {
        String[] pairs = variables.replace('=', ' ').split(" ");
        assertThatThrownBy(() -> from(pairs))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(named + " is '");
    }

    @Test
    void the_password_may_come_from_a_file_and_is_never_shown(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "s3cret\n");
        RedisSettings settings = from("REDIS_PASSWORD_FILE", file.toString(), "REDIS_USERNAME", "ana");
        assertThat(settings.password()).isEqualTo("s3cret");
        assertThat(settings.toString()).contains("ana").doesNotContain("s3cret");
    }

    @Property
    void whatever_the_nodes_are_they_are_read_or_refused(Draw draw) {
        String nodes = draw.text();
        try {
            assertThat(from("REDIS_MODE", "cluster", "REDIS_NODES", nodes).nodes())
                    .isNotEmpty()
                    .allMatch(node -> !node.getHost().isEmpty() && node.getPort() > 0);
        } catch (InvalidSettingException refused) {
            assertThat(refused).hasMessageStartingWith("REDIS_NODES is '");
        }
    }

    @Test
    void each_variable_is_listed_once() {
        assertThat(RedisSettings.ALL)
                .extracting(Setting::variable)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("REDIS_"));
    }

    private static RedisSettings from(String... pairs) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            variables.put(pairs[i], pairs[i + 1]);
        }
        return RedisSettings.from(Variables.of(variables));
    }
}
