package io.vigia.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.cli.Vigia;
import io.vigia.runtime.answer.Json;
import io.vigia.settings.Variables;
import io.vigia.testkit.StartsServers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

@DisplayName("vigia settings")
@StartsServers
class SettingsCommandTest {
    private static final PrintStream SILENT =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void changes_verdicts_from_the_next_reading_on_and_still_does_after_a_restart() throws Exception {
        Path file = folder.resolve("settings.yaml");
        try (OneProcess vigia = OneProcess.start(variables(), SILENT)) {
            vigia.awaitReady(SILENT);
            assertThat(verdict(vigia, "boiler-1", 9).get("estado").asString()).isEqualTo("warming_up");

            run(vigia, 0, "set", "boiler-*", "unit=bar", "limits={high: 8}", "name=Boiler");
            JsonNode limited = verdict(vigia, "boiler-1", 9);
            assertThat(limited.get("anomalia").asBoolean()).isTrue();
            assertThat(limited.get("superior").asDouble()).isEqualTo(8);
            assertThat(verdict(vigia, "pump", 9).get("anomalia").asBoolean(false))
                    .isFalse();

            assertThat(text(vigia, "/nuevo?sensor=boiler-1&dato=7.5")).isEqualTo("Medición recibida: 7.5 bar\n");
            assertThat(text(vigia, "/nuevo?dato=13")).isEqualTo("Temperatura recibida: 13.0°C\n");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(text(vigia, "/listar?sensor=boiler-1")).contains("→ 7.5 bar"));
            assertThat(get(vigia, "/api/v1/sensors").at("/items").findParent("sensor"))
                    .isEqualTo(
                            Json.MAPPER.readTree(
                                    "{\"sensor\":\"boiler-1\",\"name\":\"Boiler\",\"unit\":\"bar\",\"place\":null,\"muted\":false}"));

            run(vigia, 2, "set", "boiler-*", "limits={high: x}");
            assertThat(err.toString()).contains("limits is", "; must be an object with the numbers low and high");
            run(vigia, 2, "set", "boiler-*", "colour=red");
            assertThat(err.toString()).contains("'colour' is not a setting; must be one of name, unit,");
            run(vigia, 0, "set", "boiler-*", "name=", "muted=true");
            awaitShown(vigia, "boiler-*:\n  unit: bar\n  limits:\n    high: 8.0\n  muted: true\n");
            Files.writeString(file, out.toString());
            run(vigia, 0, "diff", file.toString());
            run(vigia, 0, "apply", file.toString());
            assertThat(out.toString()).isEqualTo("Nothing to change" + System.lineSeparator());

            Files.writeString(file, "boiler-1*: {muted: true}\nb*1: {place: hall}\n", StandardCharsets.UTF_8);
            run(vigia, 1, "diff", file.toString());
            assertThat(out.toString().lines()).containsExactly("+ b*1 place: hall", "+ boiler-1* muted: true");
            run(vigia, 1, "diff", "--prune", file.toString());
            assertThat(out.toString().lines()).contains("- boiler-* unit: bar", "+ b*1 place: hall");
            run(vigia, 0, "apply", file.toString());
            awaitShown(
                    vigia,
                    "b*1:\n  place: hall\nboiler-*:\n  unit: bar\n  limits:\n    high: 8.0\n  muted: true\n"
                            + "boiler-1*:\n  muted: true\n");
            // The field moves to a pattern that conflicts with the one that it leaves.
            Files.writeString(file, "b*1: {name: one}\nb*: {place: hall}\nboiler-*: {limits: {high: 7}}\n");
            run(vigia, 0, "apply", "--prune", file.toString());
            awaitShown(vigia, "b*:\n  place: hall\nb*1:\n  name: one\nboiler-*:\n  limits:\n    high: 7.0\n");
            Files.writeString(file, "boiler-*: {limits: {high: 7, low: 8}}\n");
            run(vigia, 1, "apply", file.toString());
            assertThat(err.toString()).contains("settings.yaml: boiler-*: limits is");
        }
        try (OneProcess vigia = OneProcess.start(variables(), SILENT)) {
            vigia.awaitReady(SILENT);
            assertThat(verdict(vigia, "boiler-1", 7.5).get("anomalia").asBoolean())
                    .isTrue();
            JsonNode effective = get(vigia, "/api/v1/sensors/boiler-1/settings").get("settings");
            assertThat(effective.at("/limits/value/high").asDouble()).isEqualTo(7);
            assertThat(effective.at("/limits/pattern").asString()).isEqualTo("boiler-*");
            assertThat(effective.at("/place/pattern").asString()).isEqualTo("b*");
            assertThat(effective.at("/sensitivity/value").asDouble()).isEqualTo(1);
            assertThat(effective.at("/sensitivity/pattern").isNull()).isTrue();
            assertThat(get(vigia, "/api/v1/sensors/default/settings")
                            .at("/settings/unit/value")
                            .asString())
                    .isEqualTo("°C");
            run(vigia, 0, "get", "b*");
            assertThat(out.toString()).isEqualTo("b*:\n  place: hall\n");
            run(vigia, 0, "delete", "b*");
            run(vigia, 1, "delete", "b*");
            assertThat(err.toString()).contains("there are no settings of pattern 'b*'");
        }
    }

    private Variables variables() {
        return Variables.of(Map.of(
                "PORT", "0",
                "MANAGEMENT_PORT", "0",
                "VIGIA_KAFKA_PORT", "0",
                "VIGIA_DATA", folder.resolve("data").toString(),
                "INGEST_ACK_TIMEOUT_MS", "60000",
                "DETECT_WAIT_MS", "60000"));
    }

    private void run(OneProcess vigia, int code, String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> line = new ArrayList<>(List.of("settings"));
        line.addAll(List.of(words));
        line.add("--url=http://localhost:" + vigia.port());
        CommandLine vigiaCommand =
                Vigia.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        assertThat(vigiaCommand.execute(line.toArray(String[]::new)))
                .as("%s: %s%s", line, out, err)
                .isEqualTo(code);
    }

    /** What was written is read from a topic, a moment later. */
    private void awaitShown(OneProcess vigia, String yaml) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            run(vigia, 0, "list");
            assertThat(out.toString()).isEqualTo(yaml);
        });
    }

    private static JsonNode verdict(OneProcess vigia, String sensor, double value) throws Exception {
        return get(vigia, "/detectar?sensor=" + sensor + "&dato=" + value);
    }

    private static JsonNode get(OneProcess vigia, String path) throws IOException, InterruptedException {
        return Json.MAPPER.readTree(body(vigia, path, "application/json"));
    }

    private static String text(OneProcess vigia, String path) throws IOException, InterruptedException {
        return body(vigia, path, "text/plain");
    }

    private static String body(OneProcess vigia, String path, String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + vigia.port() + path))
                .header("Accept", accept)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
