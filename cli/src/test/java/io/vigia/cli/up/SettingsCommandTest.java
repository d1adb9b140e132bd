package io.vigia.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.runtime.answer.Json;
import io.vigia.testkit.StartsServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("vigia settings")
@StartsServers
class SettingsCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    @Test
    void changes_verdicts_from_the_next_reading_on_and_still_does_after_a_restart() throws Exception {
        Path file = folder.resolve("settings.yaml");
        try (RunningVigia vigia = RunningVigia.start(folder.resolve("data"))) {
            assertThat(vigia.verdict("boiler-1", 9).get("estado").asString()).isEqualTo("warming_up");

            vigia.run(0, "settings", "set", "boiler-*", "unit=bar", "limits={high: 8}", "name=Boiler");
            JsonNode limited = vigia.verdict("boiler-1", 9);
            assertThat(limited.get("anomalia").asBoolean()).isTrue();
            assertThat(limited.get("superior").asDouble()).isEqualTo(8);
            assertThat(vigia.verdict("pump", 9).get("anomalia").asBoolean(false))
                    .isFalse();

            assertThat(vigia.text("/nuevo?sensor=boiler-1&dato=7.5")).isEqualTo("Medición recibida: 7.5 bar\n");
            assertThat(vigia.text("/nuevo?dato=13")).isEqualTo("Temperatura recibida: 13.0°C\n");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(vigia.text("/listar?sensor=boiler-1")).contains("→ 7.5 bar"));
            assertThat(vigia.get("/api/v1/sensors").at("/items").findParent("sensor"))
                    .isEqualTo(
                            Json.MAPPER.readTree(
                                    "{\"sensor\":\"boiler-1\",\"name\":\"Boiler\",\"unit\":\"bar\",\"place\":null,\"muted\":false}"));

            vigia.run(2, "settings", "set", "boiler-*", "limits={high: x}");
            assertThat(vigia.err()).contains("limits is", "; must be an object with the numbers low and high");
            vigia.run(2, "settings", "set", "boiler-*", "colour=red");
            assertThat(vigia.err()).contains("'colour' is not a setting; must be one of name, unit,");
            vigia.run(0, "settings", "set", "boiler-*", "name=", "muted=true");
            awaitShown(vigia, "boiler-*:\n  unit: bar\n  limits:\n    high: 8.0\n  muted: true\n");
            Files.writeString(file, vigia.out());
            vigia.run(0, "settings", "diff", file.toString());
            vigia.run(0, "settings", "apply", file.toString());
            assertThat(vigia.out()).isEqualTo("Nothing to change" + System.lineSeparator());

            Files.writeString(file, "boiler-1*: {muted: true}\nb*1: {place: hall}\n", StandardCharsets.UTF_8);
            vigia.run(1, "settings", "diff", file.toString());
            assertThat(vigia.out().lines()).containsExactly("+ b*1 place: hall", "+ boiler-1* muted: true");
            vigia.run(1, "settings", "diff", "--prune", file.toString());
            assertThat(vigia.out().lines()).contains("- boiler-* unit: bar", "+ b*1 place: hall");
            vigia.run(0, "settings", "apply", file.toString());
            awaitShown(
                    vigia,
                    "b*1:\n  place: hall\nboiler-*:\n  unit: bar\n  limits:\n    high: 8.0\n  muted: true\n"
                            + "boiler-1*:\n  muted: true\n");
            // The field moves to a pattern that conflicts with the one that it leaves.
            Files.writeString(file, "b*1: {name: one}\nb*: {place: hall}\nboiler-*: {limits: {high: 7}}\n");
            vigia.run(0, "settings", "apply", "--prune", file.toString());
            awaitShown(vigia, "b*:\n  place: hall\nb*1:\n  name: one\nboiler-*:\n  limits:\n    high: 7.0\n");
            Files.writeString(file, "boiler-*: {limits: {high: 7, low: 8}}\n");
            vigia.run(1, "settings", "apply", file.toString());
            assertThat(vigia.err()).contains("settings.yaml: boiler-*: limits is");
        }
        try (RunningVigia vigia = RunningVigia.start(folder.resolve("data"))) {
            assertThat(vigia.verdict("boiler-1", 7.5).get("anomalia").asBoolean())
                    .isTrue();
            JsonNode effective = vigia.get("/api/v1/sensors/boiler-1/settings").get("settings");
            assertThat(effective.at("/limits/value/high").asDouble()).isEqualTo(7);
            assertThat(effective.at("/limits/pattern").asString()).isEqualTo("boiler-*");
            assertThat(effective.at("/place/pattern").asString()).isEqualTo("b*");
            assertThat(effective.at("/sensitivity/value").asDouble()).isEqualTo(1);
            assertThat(effective.at("/sensitivity/pattern").isNull()).isTrue();
            assertThat(vigia.get("/api/v1/sensors/default/settings")
                            .at("/settings/unit/value")
                            .asString())
                    .isEqualTo("°C");
            vigia.run(0, "settings", "get", "b*");
            assertThat(vigia.out()).isEqualTo("b*:\n  place: hall\n");
            vigia.run(0, "settings", "delete", "b*");
            vigia.run(1, "settings", "delete", "b*");
            assertThat(vigia.err()).contains("there are no settings of pattern 'b*'");
        }
    }

    /** What was written is read from a topic, a moment later. */
    private static void awaitShown(RunningVigia vigia, String yaml) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            vigia.run(0, "settings", "list");
            assertThat(vigia.out()).isEqualTo(yaml);
        });
    }
}
