package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.testkit.StartsServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@StartsServers
@DisplayName("The page for a wall, in a real browser")
class WallPageTest {
    private static final int SENSORS = 30;
    private static final String INCIDENT = """
            {"id":"%1$s~0000000000000000","sensor":"%1$s","change":"opened","number":1,"state":"open","reason":"%3$s",
            "severity":"%2$s","opened":%4$d,"updated":%4$d,"closed":null,"closedBy":null,"anomalies":%5$d,
            "peak":{"ts":%4$d,"value":95,"lower":66.5,"upper":75.25,"prediction":71},"last":{"ts":%4$d,"value":95},"model":null%6$s}""";

    @TempDir
    static Path folder;

    private static ServiceProcess vigia;
    private static Calls calls;
    private Browser browser;

    @BeforeAll
    static void start() throws IOException {
        Map<String, String> variables = Map.of(
                "VIGIA_KAFKA_PORT", "0",
                "TZ", "UTC",
                "NAME", "Planta Norte",
                "INGEST_ACK_TIMEOUT_MS", "60000",
                "DETECT_WAIT_MS", "60000");
        vigia = new ServiceProcess("up", variables, folder).awaitReady();
        calls = new Calls(vigia, vigia);
        calls.putSettings("horno-*", "{\"unit\":\"°C\",\"silentAfter\":\"never\"}");
        calls.putSettings("horno-07", "{\"name\":\"Caldera, nave 2\"}");
        long now = System.currentTimeMillis();
        String lines = IntStream.range(0, SENSORS * 60)
                .mapToObj(i -> "{\"sensor\":\"%s\",\"ts\":%d,\"value\":%s}"
                        .formatted(sensor(i / 60), now - 1_000L * (60 - i % 60), 71 + (i / 60) + (i % 60 % 7) / 10.0))
                .collect(Collectors.joining("\n"));
        assertThat(calls.post("/api/v1/readings", "application/x-ndjson", lines).statusCode())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        vigia.close();
    }

    @BeforeEach
    void open() {
        browser = Browser.open().sized(1920, 1080, false).speaking("es-ES").in("light");
    }

    @AfterEach
    void close() {
        // Null where there is no browser.
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest(name = "{0}, {1}, {2} wide")
    @CsvSource({"light, es, 1920", "dark, en, 1920", "light, en, 390"})
    void shows_all_sensors_the_worst_first(String scheme, String language, int width) {
        boolean phone = width < 500;
        boolean english = language.equals("en");
        browser.sized(width, phone ? 844 : 1080, phone).in(scheme);
        browser.visit(wall() + "?lang=" + language);
        long since = System.currentTimeMillis() - 600_000;
        browser.answerWith(
                "/incidents?state=open",
                200,
                "{\"items\":["
                        + String.join(
                                ",",
                                List.of(
                                        INCIDENT.formatted(
                                                sensor(20), "low", "value", since, 4, ",\"maintenance\":\"m\""),
                                        INCIDENT.formatted(sensor(3), "high", "silence", since, 0, ""),
                                        INCIDENT.formatted(sensor(7), "critical", "value", since, 4, ""),
                                        INCIDENT.formatted(
                                                sensor(12),
                                                "high",
                                                "value",
                                                since,
                                                4,
                                                ",\"acknowledged\":{\"by\":\"ana\",\"at\":%d,\"note\":null}"
                                                        .formatted(since))))
                        + "],\"next\":null}");
        browser.awaitText("#board li:nth-child(1)", "Caldera, nave 2");
        assertThat(browser.text("#board li:nth-child(1)"))
                .contains(english ? "critical" : "crítica", english ? "66.5" : "66,5");
        assertThat(browser.text("#board li:nth-child(2)"))
                .contains(english ? "acknowledged by ana" : "reconocida por ana");
        assertThat(browser.text("#board li:nth-child(3)"))
                .contains(sensor(20), english ? "planned work" : "trabajo planificado");
        assertThat(browser.text("#board li:nth-child(4)"))
                .contains(sensor(3), english ? "silent, last seen" : "en silencio, visto")
                .doesNotContain("95");
        assertThat(browser.text("#board li:nth-child(5)")).contains(sensor(0));
        assertThat(browser.all("#board li")).hasSize(SENSORS);
        assertThat(browser.text("#wrong dd")).isEqualTo("3");
        assertThat(browser.text("#silent dd")).isEqualTo("1");
        assertThat(browser.text("#watched dd")).isEqualTo("30");
        browser.awaitThat(
                "all values are read",
                () -> browser.all("#board .newest").stream()
                        .allMatch(value -> value.getText().endsWith("°C")));
        browser.picture("wall-" + scheme + "-" + language + (phone ? "-phone" : ""));
        assertThat(browser.seriousViolations()).isEmpty();
        assertThat((Boolean) browser.script(
                        "const root = document.documentElement; "
                                + "return root.scrollWidth <= innerWidth && (arguments[0] || root.scrollHeight <= innerHeight)",
                        phone))
                .as("nothing is larger than the screen")
                .isTrue();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void sums_up_what_does_not_fit() {
        browser.sized(1280, 720, false).visit(wall());
        browser.awaitText("#wall-more", "más sin incidencias");
        browser.awaitThat(
                "what is not shown is counted",
                () -> browser.text("#wall-more")
                        .equals("y " + (SENSORS - browser.all("#board li").size()) + " más sin incidencias"));
        browser.sized(1920, 1080, false);
        browser.awaitThat("all fit", () -> browser.all("#board li").size() == SENSORS);
        assertThat(browser.find("#wall-more").isDisplayed()).isFalse();
    }

    @Test
    void refreshes_itself_and_keeps_what_was_known_greyed_when_a_call_fails() throws IOException {
        browser.visit(wall());
        browser.awaitText("#board", "°C");
        calls.json("/detectar?dato=995.5&sensor=" + sensor(29));
        browser.awaitText("#board li:nth-child(1)", sensor(29));
        browser.awaitText("#board li:nth-child(1) .newest", "995,5");
        assertThat(browser.script("return document.title")).isEqualTo("(1) Planta Norte");

        browser.script("window.whole = window.fetch");
        browser.answerWith("/incidents?state=open", 503, "{\"detail\":\"away\"}");
        browser.awaitText("#wall-failed", "Sin datos nuevos desde ");
        assertThat(browser.text("#wall-failed")).endsWith(": away");
        assertThat(browser.text("#board li:nth-child(1)")).contains(sensor(29), "995,5");
        assertThat(browser.script("return document.body.className")).isEqualTo("wall stale");
        browser.picture("wall-failed");
        assertThat(browser.seriousViolations()).isEmpty();

        browser.script("window.fetch = window.whole");
        browser.awaitThat(
                "it is well again", () -> !browser.find("#wall-failed").isDisplayed());
        assertThat(browser.script("return document.body.className")).isEqualTo("wall");
        calls.post(
                "/api/v1/incidents/"
                        + calls.json("/api/v1/incidents?sensor=" + sensor(29))
                                .get("items")
                                .get(0)
                                .get("id")
                                .asString() + "/close",
                "application/json",
                "{}");
        browser.awaitText("#wrong dd", "0");
    }

    private static String wall() {
        return "http://localhost:" + vigia.port() + "/wall";
    }

    private static String sensor(int i) {
        return "horno-%02d".formatted(i);
    }
}
