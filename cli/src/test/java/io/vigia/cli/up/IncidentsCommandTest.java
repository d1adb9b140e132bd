package io.vigia.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.runtime.answer.Json;
import io.vigia.testkit.StartsServers;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("vigia incidents")
@StartsServers
class IncidentsCommandTest {
    @TempDir
    Path folder;

    @Test
    void shows_what_is_wrong_with_a_sensor_until_it_is_deleted() throws Exception {
        try (RunningVigia vigia = RunningVigia.start(folder.resolve("data"))) {
            vigia.run(0, "incidents");
            assertThat(vigia.out()).startsWith("There are no open incidents.");
            vigia.run(0, "settings", "set", "boiler-*", "limits={high: 8}");
            assertThat(vigia.verdict("boiler-1", 9).get("anomalia").asBoolean()).isTrue();
            await().untilAsserted(() -> {
                vigia.run(0, "incidents");
                assertThat(vigia.out().lines()).hasSize(2);
            });
            assertThat(vigia.out()).containsPattern("SEVERITY +STATE +SENSOR +VALUE +SINCE +READINGS +ID");
            assertThat(vigia.out())
                    .containsPattern("critical +open +boiler-1 +9 is outside the limits that were set "
                            + "\\(expected at most 8\\) +20[-0-9]+ [0-9:]+ +1 +boiler-1~[0-9a-f]{16}");

            vigia.run(0, "incidents", "--json");
            JsonNode item = Json.MAPPER.readTree(vigia.out());
            String id = item.get("id").asString();
            assertThat(item.get("reason").asString()).isEqualTo("limit");
            vigia.run(0, "incidents", "--sensor=pump*");
            assertThat(vigia.out()).startsWith("There are no open incidents that match.");
            vigia.run(0, "incidents", "--sensor=boiler-*", "--severity=critical");
            assertThat(vigia.out()).contains(id);

            vigia.run(0, "incidents", id);
            assertThat(vigia.out())
                    .startsWith("critical incident of boiler-1 since ")
                    .contains(": open\n")
                    .containsPattern("1 reading until 20[-0-9]+ [0-9:]+, the last of them 9 at 20")
                    .containsPattern("opened +20[-0-9]+ [0-9:]+ +critical +1 +9 is outside");
            vigia.run(0, "incidents", id, "--json");
            assertThat(Json.MAPPER.readTree(vigia.out()).get("history")).hasSize(1);
            vigia.run(0, "monitor", "--once", "--json");
            assertThat(Json.MAPPER.readTree(vigia.out()).at("/incidents/count").asInt())
                    .isEqualTo(1);

            vigia.run(0, "incidents", id, "--acknowledge", "--by", "ana", "--note", "on my way");
            await().untilAsserted(() -> {
                vigia.run(0, "incidents", id);
                assertThat(vigia.out()).contains(": open, acknowledged by ana\n");
            });
            vigia.run(1, "incidents", id, "--snooze", "2020-01-01");
            assertThat(vigia.err()).contains("until is '2020-01-01'; must be a time in the future");
            vigia.run(2, "incidents", "--close");
            assertThat(vigia.err()).contains("need the ID of an incident");
            vigia.run(2, "incidents", id, "--close", "--adopt");

            vigia.get("/borrar?sensor=boiler-1");
            await().untilAsserted(() -> {
                vigia.run(0, "incidents");
                assertThat(vigia.out()).startsWith("There are no open incidents.");
            });
            vigia.run(0, "incidents", "--all");
            assertThat(vigia.out()).containsPattern("critical +deleted 20[-0-9]+ [0-9:]+ +boiler-1 ");
            vigia.run(1, "incidents", "boiler-1~unknown");
            assertThat(vigia.err()).contains("no incident 'boiler-1~unknown' is known");
        }
    }
}
