package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.testkit.Machine;
import io.vigia.testkit.StartsServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

@StartsServers
@DisplayName("The live page, in a real browser")
class LivePageTest {
    private static final AtomicInteger SENSORS = new AtomicInteger();
    /** Readings of two whole waves, so that the next wave goes on where they end. */
    private static final int TWO_WAVES = 754;

    private static final long OLD = 1_404_172_800_000L;
    private static final String INCIDENT = """
            {"id":"s-%1$d~0000000000000000","sensor":"s-%1$d","change":"opened","number":1,"state":"open","reason":"value",
            "severity":"%2$s","opened":%3$d,"updated":%3$d,"closed":null,"closedBy":null,"anomalies":1,
            "peak":{"ts":%3$d,"value":9.5,"lower":1,"upper":2,"prediction":1.5},"last":{"ts":%3$d,"value":9.5},"model":null}""";

    private static final int KAFKA_PORT = Machine.freePort();

    @TempDir
    static Path folder;

    private static ServiceProcess vigia;
    private static Calls calls;
    private Browser browser;
    private String sensor;

    @BeforeAll
    static void start() {
        Map<String, String> variables = Map.of(
                "VIGIA_KAFKA_PORT", Integer.toString(KAFKA_PORT),
                "TZ", "UTC",
                "NAME", "Planta Norte",
                "HOSTNAME", "vigia-1",
                // What is tested is what is shown, and not how soon on a busy machine.
                "INGEST_ACK_TIMEOUT_MS", "60000",
                "DETECT_WAIT_MS", "60000");
        vigia = new ServiceProcess("up", variables, folder).awaitReady();
        calls = new Calls(vigia, vigia);
    }

    @AfterAll
    static void stop() {
        vigia.close();
    }

    @BeforeEach
    void open() {
        browser = Browser.open().sized(1280, 900, false).speaking("es-ES").in("light");
        sensor = "horno-" + SENSORS.incrementAndGet();
    }

    @AfterEach
    void close() {
        // Null where there is no browser.
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void a_value_that_is_sent_shows_at_once_and_an_anomaly_is_marked_and_listed() throws IOException {
        sendDay(sensor, 120);
        browser.visit(page("?sensor=" + sensor));
        awaitLive();
        calls.json("/nuevo?dato=20.75&sensor=" + sensor);
        browser.awaitText(".newest", "20,75");
        calls.json("/detectar?dato=95&sensor=" + sensor);
        browser.awaitText(".card .state", "Anomalía");
        openAnomalies();
        browser.awaitText("#anomaly-rows tr:first-child", "por encima");
        assertThat(browser.text("#anomaly-rows tr:first-child")).contains("95", sensor);
        browser.awaitText("#said", "Incidencia crítica en " + sensor);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void an_anomaly_shows_the_window_that_the_model_saw_and_gives_the_focus_back() throws IOException {
        sendDay(sensor, 60);
        calls.json("/detectar?dato=95&sensor=" + sensor);
        browser.visit(page("?sensor=" + sensor));
        openAnomalies();
        // Rows are made anew when more come, so the one that was found may be gone.
        browser.awaitThat("opened", () -> {
            browser.find("#anomaly-rows tr:first-child button").sendKeys(Keys.ENTER);
            return true;
        });
        browser.awaitText("#window", "Lo que vio el modelo");
        browser.awaitThat(
                "ten values and the one judged",
                () -> browser.all("#window-values tr").size() == 11);
        browser.picture("window-es");
        assertThat(browser.seriousViolations()).isEmpty();
        browser.script("document.activeElement.blur()");
        browser.find("#window-close").click();
        browser.awaitThat("closed", () -> browser.all("#window[open]").isEmpty());
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void a_deleted_sensor_leaves_the_page_with_its_anomalies() throws IOException {
        sendDay(sensor, 60);
        calls.json("/detectar?dato=95&sensor=" + sensor);
        browser.visit(page("?sensor=" + sensor));
        openAnomalies();
        browser.awaitText("#anomaly-rows tr:first-child", sensor);
        browser.awaitText("#open-incidents", sensor);
        awaitLive();

        calls.json("/borrar?sensor=" + sensor);

        browser.awaitThat("no card", () -> browser.all(".card").isEmpty());
        browser.awaitThat("no row", () -> !browser.text("#anomaly-rows").contains(sensor));
        browser.awaitThat("not in the list", () -> !browser.text("#found").contains(sensor));
        browser.awaitThat(
                "no open incident", () -> !browser.text("#open-incidents").contains(sensor));
        browser.visit(page("?sensor=" + sensor));
        openAnomalies();
        browser.awaitThat(
                "that there are none", () -> browser.find("#no-anomalies").isDisplayed());
        assertThat(calls.json("/api/v1/anomalies?limit=1000").toString()).doesNotContain("\"" + sensor + "\"");
    }

    @Test
    void a_call_that_failed_is_never_shown_as_nothing_there() throws IOException {
        sendDay(sensor, 60);
        browser.visit(page("?sensor=" + sensor));
        awaitLive();
        calls.json("/detectar?dato=95&sensor=" + sensor);
        openAnomalies();
        browser.awaitText("#anomaly-rows tr:first-child", sensor);

        answerWith503("/anomalies");
        // From the stream, so that its window is asked for.
        browser.awaitThat("opened", () -> {
            browser.find("#anomaly-rows tr:first-child button").sendKeys(Keys.ENTER);
            return true;
        });
        browser.awaitText("#window-failed", "No se puede leer: away");
        browser.find("#window-close").click();
        browser.script("document.querySelector('#ranges button').click()");
        browser.awaitText("#anomalies-failed", "No se puede leer: away");
        assertThat(browser.find("#no-anomalies").isDisplayed()).isFalse();

        answerWith503("/readings");
        browser.script("document.querySelector('#back').click()");
        browser.awaitText(".note", "No se puede leer: away");

        answerWith503("/sensors?");
        browser.find("#search").sendKeys("x");
        browser.awaitText("#search-note", "No se puede leer: away");

        answerWith503("/incidents");
        browser.awaitText("#incidents-failed", "No se pueden leer las incidencias: away");
        assertThat(browser.find("#calm").isDisplayed()).isFalse();
        assertThat(browser.text("#open-incidents")).as("what was known").contains(sensor);
    }

    @Test
    void what_is_wrong_is_on_top_over_all_sensors_and_its_chart_is_opened() throws IOException {
        String calm = "a-" + sensor;
        sendDay(calm, 60);
        sendDay(sensor, 120);
        calls.json("/detectar?dato=95&sensor=" + sensor);
        awaitIncident(sensor);
        browser.visit(page(""));
        browser.awaitText("#open-incidents li:first-child", sensor);
        assertThat(browser.text("#open-incidents li:first-child")).contains("crítica", "95", "desde", "lecturas");
        assertThat(browser.script("return document.title").toString()).matches("\\(\\d+\\) Planta Norte");
        browser.awaitText(".card:first-child h2", sensor);
        assertThat(browser.text("#found li:first-child")).contains(sensor);
        assertThat(browser.url()).as("nobody chose").doesNotContain("sensor=");

        browser.find("#open-incidents li:first-child button").sendKeys(Keys.ENTER);
        browser.awaitThat("its chart alone", () -> browser.all(".card").size() == 1);
        assertThat(browser.text(".card h2")).isEqualTo(sensor);
        assertThat(browser.url()).contains("sensor=" + sensor);
        browser.awaitThat(
                "its time is named",
                () -> browser.find(".plot").getAttribute("aria-label").contains("incidencia crítica desde"));
        browser.picture("incident-es");
        browser.script("history.back()");
        browser.awaitText(".card:first-child h2", sensor);
        browser.awaitThat("not chosen any more", () -> !browser.url().contains("sensor="));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void incidents_are_a_table_to_filter_and_to_export(@TempDir Path downloads) throws IOException {
        // Over by now: a fault of the year 2014, then a quarter of an hour as before.
        sendWave(sensor, TWO_WAVES, OLD);
        send(sensor, OLD + 1_000, 95);
        sendWave(sensor, 900, OLD + 901_000);
        awaitIncident(sensor);
        browser.savingTo(downloads).visit(page(""));
        browser.find("#incident-search").sendKeys(sensor);
        browser.awaitThat("it alone", () -> browser.all("#incident-rows tr").size() == 1);
        assertThat(browser.text("#incident-rows tr")).contains("2014", "recuperada", "min", "95");
        browser.find("[data-state-filter=open]").click();
        browser.awaitText("#no-incidents", "Ninguna incidencia coincide con el filtro");
        browser.find("[data-state-filter=closed]").click();
        browser.awaitThat("it again", () -> browser.all("#incident-rows tr").size() == 1);

        browser.find("#export-incidents").click();
        Path file = downloads.resolve("incidents.csv");
        browser.awaitThat("saved", () -> Files.exists(file));
        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("id,sensor,name,unit,state,severity");
        assertThat(Files.readString(file))
                .contains(sensor + "~", ",closed,critical,", "2014-", ",recovered,", ",acknowledgedBy,");

        browser.find("#incident-rows button").click();
        browser.awaitText("#shown", "2014");
        browser.awaitThat(
                "its time is named",
                () -> browser.find(".plot").getAttribute("aria-label").contains("incidencia crítica desde"));
        assertThat(browser.seriousViolations()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void many_incidents_are_counted_and_none_is_told_calmly() throws IOException {
        sendDay(sensor, 60);
        browser.visit(page("?sensor=" + sensor));
        awaitLive();
        String items = IntStream.range(0, 7)
                .mapToObj(i -> INCIDENT.formatted(i, i == 3 ? "critical" : "low", OLD + i))
                .collect(Collectors.joining(","));
        browser.answerWith("/incidents?state=open", 200, "{\"items\":[" + items + "],\"next\":null}");
        browser.awaitText("#more-incidents", "y 2 más");
        assertThat(browser.all("#open-incidents li")).hasSize(5);
        assertThat(browser.text("#open-incidents li:first-child")).contains("crítica", "s-3", "2014");
        assertThat(browser.script("return document.title")).isEqualTo("(7) Planta Norte");
        browser.find("#more-incidents").click();
        browser.awaitThat(
                "the open ones are shown",
                () -> browser.all("#incident-rows tr").size() == 7);
        assertThat(browser.script("return document.activeElement.id")).isEqualTo("incidents-title");

        browser.answerWith("/incidents?state=open", 200, "{\"items\":[],\"next\":null}");
        browser.awaitText("#calm", "Ninguna incidencia abierta.");
        assertThat(browser.text("#calm")).containsPattern("\\d+ sensor(es)? vigilado");
        assertThat(browser.script("return document.title")).isEqualTo("Planta Norte");
        browser.script("scrollTo(0, 0)");
        browser.picture("calm");
        assertThat(browser.seriousViolations()).isEmpty();
    }

    @Test
    void a_chart_leads_to_where_its_data_are() throws IOException {
        String old = "old-" + sensor;
        sendWave(old, 300, OLD);
        awaitStored(old, 300);
        sendDay(sensor, 60);
        browser.visit(page("?sensor=" + old + "&sensor=" + sensor));
        String card = "[data-sensor='" + old + "']";
        browser.awaitText(card + " .note", "Ir a los datos (2014)");
        browser.find(card + " .note button").click();
        browser.awaitThat("they are shown", () -> browser.text(card + " .note").isEmpty());
        browser.awaitText("#shown", "2014");
        browser.awaitText("[data-sensor='" + sensor + "'] .note", "Ir a los datos (");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void a_sensor_is_called_and_measured_as_its_settings_say() throws IOException {
        calls.putSettings(sensor, "{\"name\":\"Caldera, nave 2\",\"unit\":\"bar\"}");
        sendDay(sensor, 60);
        calls.json("/detectar?dato=95&sensor=" + sensor);
        awaitIncident(sensor);
        browser.visit(page("?sensor=" + sensor));
        browser.awaitText(".card h2", "Caldera, nave 2");
        browser.awaitText(".newest", "95\u00a0bar");
        browser.awaitText("#found", "Caldera, nave 2");
        browser.awaitText("#open-incidents", "Caldera, nave 2");
        browser.awaitText("#open-incidents", "95\u00a0bar");
        assertThat(browser.find(".plot").getAttribute("aria-label")).contains("Caldera, nave 2 (" + sensor + ")");
    }

    @Test
    void an_incident_is_acknowledged_and_snoozed_with_the_keyboard_alone() throws IOException {
        openIncident();
        browser.visit(page("?sensor=" + sensor));
        browser.awaitText("#open-incidents li:first-child", sensor);
        ask("#open-incidents li:first-child", "acknowledge");
        assertThat(browser.text("#respond")).contains("Reconocer la incidencia", sensor, "95");
        assertThat(browser.script("return document.activeElement.name")).isEqualTo("by");
        browser.find("#respond [name=by]").sendKeys("ana", Keys.TAB, "voy a la nave 2", Keys.ENTER);
        browser.awaitText(".card .response", "reconocida por ana, ");
        assertThat(browser.text(".card .response")).contains(": voy a la nave 2");
        browser.awaitText("#said", sensor + ": Reconocer: hecho");
        assertThat(browser.all(".card [data-id$='/acknowledge']")).isEmpty();

        ask(".card", "snooze");
        assertThat(browser.find("#respond [name=by]").getAttribute("value")).isEqualTo("ana");
        assertThat(browser.all("#respond [name=until]")).hasSize(3);
        browser.picture("snooze-es");
        browser.find("#respond [name=until]").sendKeys(Keys.ARROW_DOWN, Keys.ENTER);
        browser.awaitText(".card .response", "pospuesta hasta ");
        browser.awaitThat(
                "the focus is back",
                () -> String.valueOf(browser.script("return document.activeElement.dataset.id"))
                        .startsWith(sensor + "~"));
        browser.awaitText("#incident-rows", "abierta; reconocida por ana, ");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void an_incident_that_is_closed_says_who_closed_it() throws IOException {
        openIncident();
        browser.visit(page("?sensor=" + sensor));
        ask(".card", "close");
        browser.find("#respond-cancel").click();
        browser.awaitThat(
                "the focus is back",
                () -> String.valueOf(browser.script("return document.activeElement.dataset.id"))
                        .endsWith("/close"));
        ask(".card", "close");
        browser.find("#respond [name=by]").sendKeys("ana", Keys.ENTER);
        browser.awaitThat(
                "no open incident", () -> browser.all(".card .response").isEmpty());
        browser.find("#incident-search").sendKeys(sensor);
        browser.awaitText("#incident-rows", "cerrada a mano, por ana, ");
        assertThat(browser.text("#open-incidents")).doesNotContain(sensor);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void what_is_the_new_normal_is_confirmed_on_the_page() throws IOException {
        openIncident();
        browser.visit(page("?sensor=" + sensor));
        ask(".card", "adopt");
        assertThat(browser.text("#respond")).contains("¿Es esta la nueva normalidad?", "No se puede deshacer");
        browser.find("#respond [name=by]").sendKeys("ana");
        browser.find("#respond-do").click();
        browser.awaitThat(
                "no open incident", () -> browser.all(".card .response").isEmpty());
        browser.find("#incident-search").sendKeys(sensor);
        browser.awaitText("#incident-rows", "nueva normalidad, por ana, ");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void an_alarm_is_called_false_with_one_click_and_that_is_taken_back_with_another() throws IOException {
        openIncident();
        browser.visit(page("?sensor=" + sensor));
        press(".card", "falseAlarm");
        browser.awaitText(".card .thumbs", "falsa alarma (");
        browser.awaitText("#open-incidents", "falsa alarma (");
        browser.awaitText("#feedback-share", "valoradas");
        assertThat(labels(sensor)).containsExactly("false-alarm");
        browser.picture("feedback-es");
        assertThat(browser.seriousViolations()).isEmpty();

        press(".card", "feedbackUndo");
        browser.awaitThat(
                "nothing is said",
                () -> browser.all(".card [data-id$='/wasFault']").size() == 1);
        assertThat(labels(sensor)).isEmpty();
        openAnomalies();
        browser.awaitThat("opened", () -> {
            browser.find("#anomaly-rows tr:first-child button").sendKeys(Keys.ENTER);
            return true;
        });
        browser.awaitText("#window", "Lo que vio el modelo");
        press("#window-feedback", "wasFault");
        browser.awaitText("#window-feedback", "avería (");
        assertThat(labels(sensor)).containsExactly("true-alarm");
        assertThat(browser.complaints()).isEmpty();
    }

    private static List<String> labels(String sensor) throws IOException {
        return calls.json("/api/v1/labels?sensor=" + sensor)
                .get("items")
                .valueStream()
                .map(label -> label.get("verdict").asString())
                .toList();
    }

    /** Rows are made anew when more is known, so the button that was found may be gone. */
    private void press(String place, String action) {
        browser.awaitThat("pressed", () -> {
            browser.find(place + " button[data-id$='/" + action + "']").sendKeys(Keys.ENTER);
            return true;
        });
    }

    @Test
    void an_action_that_failed_says_why_and_can_be_tried_again() throws IOException {
        openIncident();
        browser.visit(page("?sensor=" + sensor));
        ask(".card", "acknowledge");
        answerWith503("/acknowledge");
        browser.find("#respond [name=by]").sendKeys("ana", Keys.TAB, "voy", Keys.ENTER);
        browser.awaitText(".card .progress", "Reconocer: no se ha hecho. away");
        browser.awaitText("#open-incidents", "no se ha hecho. away");
        browser.awaitText("#said", "no se ha hecho. away");
        ask(".card", "acknowledge");
        assertThat(browser.find("#respond [name=note]").getAttribute("value")).isEqualTo("voy");
    }

    @Test
    void settings_are_shown_with_their_origin_and_saved_with_the_keyboard_alone() throws IOException {
        String line = sensor + "-line-";
        String oven = line + "1";
        calls.putSettings(line + "*", "{\"unit\":\"bar\",\"limits\":{\"high\":99},\"coolDown\":\"PT2M\"}");
        sendDay(oven, 5);
        browser.visit(page("?sensor=" + oven));
        openSettings();
        browser.awaitText("#setting-unit-origin", "Se aplica: bar, de " + line + "*");
        browser.awaitText("#setting-limits-origin", "Se aplica: – a 99, de " + line + "*");
        browser.awaitText("#setting-silentAfter-origin", "Se aplica: su propio ritmo");
        assertThat(browser.script("return document.activeElement.name")).isEqualTo("name");
        browser.find("#setting-name").sendKeys("Horno 1");
        browser.find("#setting-muted").sendKeys(Keys.ARROW_DOWN);
        browser.find("#setting-minDeviation").sendKeys("0,2", Keys.ENTER);
        browser.awaitThat("closed", () -> !browser.find("#settings").isDisplayed());
        assertThat(settings(oven)).isEqualTo("{\"name\":\"Horno 1\",\"minDeviation\":0.2,\"muted\":true}");
        assertThat(browser.script("return document.activeElement.getAttribute('aria-label')"))
                .asString()
                .startsWith("Ajustes de ");
        browser.awaitText(".card h2", "Horno 1");
        // Other sensors may be noted as silent.
        browser.awaitText("#found li:has([value='" + oven + "']) .noted", "sin avisos");
        browser.find("[data-sensor-filter=muted]").click();
        browser.awaitText("#found", "Horno 1");

        openSettings();
        browser.awaitText("#setting-name-origin", "Se aplica: Horno 1, de " + oven);
        browser.find("#settings [name=for][value=pattern]").sendKeys(Keys.SPACE);
        browser.find("#setting-pattern").sendKeys("otro-*", Keys.ENTER);
        browser.awaitText("#setting-pattern-wrong", "no incluye a " + oven);
        browser.find("#setting-pattern").clear();
        browser.find("#setting-pattern").sendKeys(line + "*", Keys.TAB);
        browser.awaitThat(
                "its own unit",
                () -> "bar".equals(value("unit")) && value("name").isEmpty());
        browser.find("#setting-high").clear();
        browser.find("#setting-place").sendKeys("Nave 2", Keys.ENTER);
        browser.awaitThat("closed", () -> !browser.find("#settings").isDisplayed());
        assertThat(settings(line + "*")).isEqualTo("{\"unit\":\"bar\",\"place\":\"Nave 2\",\"coolDown\":\"PT2M\"}");
    }

    @Test
    void settings_that_are_wrong_or_were_changed_meanwhile_are_not_saved() throws IOException {
        calls.putSettings(sensor, "{\"unit\":\"bar\"}");
        sendDay(sensor, 5);
        browser.visit(page("?sensor=" + sensor));
        openSettings();
        browser.awaitThat("read", () -> "bar".equals(value("unit")));
        browser.find("#setting-sensitivity").sendKeys("9", Keys.ENTER);
        browser.awaitText("#setting-sensitivity-wrong", "Valores válidos: a number from 0.25 to 4");
        assertThat(browser.find("#setting-sensitivity").getAttribute("aria-invalid"))
                .isEqualTo("true");
        assertThat(browser.script("return document.activeElement.name")).isEqualTo("sensitivity");
        browser.picture("settings-wrong-es");
        assertThat(browser.seriousViolations()).isEmpty();

        calls.putSettings(sensor, "{\"unit\":\"psi\"}");
        browser.find("#setting-sensitivity").clear();
        browser.find("#setting-sensitivity").sendKeys("2", Keys.ENTER);
        browser.awaitText("#settings-failed", "alguien ha cambiado estos ajustes entretanto");
        assertThat(settings(sensor)).isEqualTo("{\"unit\":\"psi\"}");
        assertThat(value("unit")).isEqualTo("psi");
        assertThat(value("sensitivity")).isEqualTo("2");
        browser.find("#settings-save").click();
        browser.awaitThat("closed", () -> !browser.find("#settings").isDisplayed());
        assertThat(settings(sensor)).isEqualTo("{\"unit\":\"psi\",\"sensitivity\":2.0}");
    }

    @Test
    void other_settings_are_tried_on_what_is_stored_and_applied_with_the_keyboard_alone() throws IOException {
        calls.putSettings(sensor, "{\"unit\":\"bar\",\"minDeviation\":0.2}");
        double[] values = wave(0, 1_200);
        for (int i = 700; i < values.length; i += 90) {
            values[i] += 3 + i / 300.0;
        }
        send(sensor, System.currentTimeMillis(), values);
        awaitStored(sensor, values.length);
        browser.visit(page("?sensor=" + sensor + "&range=1h"));
        awaitLive();
        openWhatIf();
        assertThat(browser.script("return document.activeElement.name")).isEqualTo("from");
        browser.awaitText("#whatif-minDeviation-origin", "Se aplica: 0,2, de " + sensor);
        browser.find("#whatif-minDeviation").clear();
        browser.find("#whatif-minDeviation").sendKeys("5,5", Keys.ENTER);
        browser.awaitText("#whatif-result", "en vez de");
        assertThat(browser.text("#whatif-result")).contains("Valores: 1200. Modelo: ");
        Matcher told = Pattern.compile("Anomalías: (\\d+) en vez de (\\d+)").matcher(browser.text("#whatif-result"));
        assertThat(told.find()).isTrue();
        assertThat(Integer.parseInt(told.group(1))).isBetween(1, Integer.parseInt(told.group(2)) - 1);
        assertThat(browser.find(".plot").getAttribute("aria-label"))
                .contains("con los otros ajustes, " + told.group(1) + " anomalías");
        assertThat(browser.text("#legend")).contains("Habría sido anomalía", "Habría sido incidencia");
        browser.picture("whatif-es");
        assertThat(browser.seriousViolations()).isEmpty();

        browser.find("#whatif-apply").sendKeys(Keys.ENTER);
        browser.awaitText("#whatif-applied", "Ajustes de " + sensor + ": guardados");
        assertThat(settings(sensor)).isEqualTo("{\"unit\":\"bar\",\"minDeviation\":5.5}");
        browser.find("#whatif-from").sendKeys(Keys.ESCAPE);
        browser.awaitThat("closed", () -> !browser.find("#whatif").isDisplayed());
        assertThat(browser.script("return document.activeElement.getAttribute('aria-label')"))
                .asString()
                .startsWith("¿Qué habría dicho?");
        assertThat(browser.text("#legend")).doesNotContain("Habría sido");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void the_sensitivity_under_which_there_are_few_incidents_is_found_and_what_is_wrong_is_said() throws IOException {
        double[] values = wave(0, 1_200);
        for (int i = 700; i < values.length; i += 150) {
            values[i] += 1 + (i - 700) / 100.0;
        }
        send(sensor, System.currentTimeMillis(), values);
        awaitStored(sensor, values.length);
        browser.visit(page("?sensor=" + sensor + "&range=1h"));
        awaitLive();
        openWhatIf();
        browser.find("#whatif-atMostPerWeek").sendKeys("pocas", Keys.ENTER);
        browser.awaitText("#whatif-atMostPerWeek-wrong", "Valores válidos: a whole number from 0");
        assertThat(browser.script("return document.activeElement.name")).isEqualTo("atMostPerWeek");
        browser.find("#whatif-atMostPerWeek").clear();
        browser.find("#whatif-atMostPerWeek").sendKeys("1", Keys.ENTER);
        browser.awaitText("#whatif-result", "Sensibilidad hallada: ");
        assertThat(browser.text("#whatif-result")).containsPattern("Incidencias: [01] en vez de");
        assertThat(browser.find("#whatif-sensitivity").getAttribute("value")).isNotEmpty();
        assertThat(browser.find("#whatif-apply").isEnabled()).isTrue();
        browser.find("#whatif-sensitivity").sendKeys(Keys.END, "1");
        assertThat(browser.find("#whatif-apply").isEnabled()).isFalse();
    }

    private void openWhatIf() {
        browser.find(".card [aria-label^='¿Qué habría dicho'], .card [aria-label^='What would it have said']")
                .sendKeys(Keys.ENTER);
        browser.awaitThat("opened", () -> browser.find("#whatif").isDisplayed());
        browser.awaitThat(
                "read", () -> !browser.text("#whatif-sensitivity-origin").isEmpty());
    }

    @Test
    void a_silent_sensor_is_marked_in_the_list_with_when_it_was_last_seen() throws IOException {
        sendDay(sensor, 5);
        browser.visit(page("?sensor=" + sensor));
        awaitLive();
        String silence = INCIDENT.formatted(1, "high", OLD)
                .replace("\"reason\":\"value\"", "\"reason\":\"silence\"")
                .replace("\"anomalies\":1", "\"anomalies\":0");
        browser.answerWith("/incidents?state=open", 200, "{\"items\":[" + silence + "],\"next\":null}");
        browser.awaitText("#found .noted", "en silencio, visto ");
        assertThat(browser.text("#found .noted")).contains("2014");
        assertThat(browser.text("#found li:first-child")).startsWith("s-1");
        browser.find("[data-sensor-filter=silent]").click();
        browser.awaitThat("it alone", () -> browser.all("#found li").size() == 1);
        browser.find("[data-sensor-filter=muted]").click();
        browser.awaitThat("not it", () -> !browser.text("#found").contains("en silencio"));
        browser.awaitText("#open-incidents", "no llegan mediciones");
        assertThat(browser.seriousViolations()).isEmpty();
    }

    private void openSettings() {
        browser.find(".card [aria-label^='Ajustes de'], .card [aria-label^='Settings of']")
                .sendKeys(Keys.ENTER);
        browser.awaitThat("opened", () -> browser.find("#settings").isDisplayed());
        browser.awaitThat("read", () -> !browser.text("#setting-unit-origin").isEmpty());
    }

    /** What is typed in an input of the settings. */
    private String value(String input) {
        return (String) browser.script("return document.getElementById('setting-' + arguments[0]).value", input);
    }

    /** What is set for a pattern. */
    private static String settings(String pattern) throws IOException {
        return calls.json("/api/v1/settings/" + pattern).get("settings").toString();
    }

    @Test
    void an_incident_of_planned_work_says_so() throws IOException {
        // The work begins after these: nothing is learned during it.
        sendDay(sensor, 60);
        long now = System.currentTimeMillis();
        String work =
                "{\"sensors\":\"%s\",\"from\":%d,\"to\":%d,\"by\":\"ana\"}".formatted(sensor, now, now + 3_600_000);
        assertThat(calls.post("/api/v1/maintenance", "application/json", work).statusCode())
                .isLessThan(300);
        calls.json("/detectar?dato=95&sensor=" + sensor);
        awaitIncident(sensor);
        browser.visit(page("?sensor=" + sensor));
        browser.awaitText(".card .response", "trabajo planificado");
        browser.awaitText("#incident-rows", "abierta; trabajo planificado");
    }

    private void openIncident() throws IOException {
        sendDay(sensor, 60);
        calls.json("/detectar?dato=95&sensor=" + sensor);
        awaitIncident(sensor);
    }

    /** Opens the dialog for an action. Rows are made anew when more is known, so the button that was found may be gone. */
    private void ask(String place, String action) {
        browser.awaitThat("asked", () -> {
            browser.find(place + " [data-id$='/" + action + "']").sendKeys(Keys.ENTER);
            return browser.find("#respond").isDisplayed();
        });
    }

    /** From now on, for each call that holds the part; as the store's absence is answered. */
    private void answerWith503(String part) {
        browser.answerWith(part, 503, "{\"detail\":\"away\"}");
    }

    /** Single anomalies are folded away at first. */
    private void openAnomalies() {
        browser.awaitThat("unfolded", () -> {
            browser.script("document.querySelector('#anomalies').open = true");
            return true;
        });
    }

    private static void awaitIncident(String sensor) {
        await("an incident of " + sensor)
                .atMost(Duration.ofMinutes(5))
                .ignoreExceptions()
                .until(() -> !calls.json("/api/v1/incidents?sensor=" + sensor)
                        .get("items")
                        .isEmpty());
    }

    @Test
    void the_language_is_the_browsers_and_can_be_switched() throws IOException {
        sendDay(sensor, 5);
        browser.speaking("en-GB").visit(page("?sensor=" + sensor));
        browser.awaitText("#incidents-title", "Incidents");
        assertThat(browser.script("return document.documentElement.lang")).isEqualTo("en");
        browser.find("[data-language=es]").click();
        browser.awaitText("#incidents-title", "Incidencias");
        browser.visit(page("?sensor=" + sensor));
        browser.awaitText("#incidents-title", "Incidencias");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void the_form_sends_a_value_and_says_what_was_judged() throws IOException {
        sendDay(sensor, 40);
        browser.visit(page(""));
        browser.find("#send input[name=sensor]").clear();
        browser.find("#send input[name=sensor]").sendKeys(sensor);
        browser.find("#send input[name=dato]").sendKeys("95,5", Keys.ENTER);
        browser.awaitText("#answer", "Anomalía: 95,5");
        assertThat(browser.find("#answer-json").getAttribute("textContent")).contains("\"prediccion\"");
        browser.awaitThat(
                "the sensor is shown",
                () -> browser.all("[data-sensor='" + sensor + "']").size() == 1);
        browser.find("#send input[name=dato]").clear();
        browser.find("#send input[name=dato]").sendKeys("veinte", Keys.ENTER);
        browser.awaitText("#answer", "veinte");
    }

    @Test
    void a_stretch_that_is_dragged_over_is_shown_and_kept_in_the_link() throws IOException {
        sendDay(sensor, 300);
        browser.visit(page("?sensor=" + sensor));
        awaitLive();
        browser.awaitThat("drawn", () -> browser.all(".plot canvas").size() == 1);
        browser.drag(".frame", 0.3, 0.7);
        browser.awaitThat("in the link", () -> browser.url().contains("from="));
        String link = browser.url();
        browser.find("#go-live").click();
        browser.awaitThat("live again", () -> !browser.url().contains("from="));
        browser.visit(link);
        browser.awaitText("#shown", "min");
        browser.find("#zoom-out").click();
        browser.awaitThat("another stretch", () -> !browser.url().equals(link));
        browser.script("history.back()");
        browser.awaitThat("back", () -> browser.url().equals(link));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void a_sensor_is_found_by_a_part_of_its_name_with_the_keyboard_alone() throws IOException {
        String other = "Zulu-" + SENSORS.incrementAndGet();
        sendDay(sensor, 3);
        sendDay(other, 3);
        browser.visit(page("?sensor=" + sensor));
        browser.find("#search").sendKeys("zulu");
        browser.awaitThat(
                "one is found",
                () -> browser.all("#found input").size() >= 1
                        && browser.text("#found").startsWith("Zulu"));
        browser.awaitThat("it is chosen", () -> {
            if (!browser.url().contains("sensor=" + other)) {
                browser.find("#found input[value='" + other + "']").sendKeys(Keys.SPACE);
            }
            return browser.url().contains("sensor=" + other);
        });
        browser.awaitThat("both are shown", () -> browser.all(".card").size() == 2);
        assertThat(browser.url()).contains("sensor=" + sensor, "sensor=" + other);
    }

    @Test
    void all_sensors_that_are_found_are_shown_by_one_click() throws IOException {
        String line = "linea-" + SENSORS.incrementAndGet();
        sendDay(line + "-b", 3);
        sendDay(line + "-a", 3);
        browser.visit(page(""));
        browser.find("#search").sendKeys(line + "-*");
        browser.awaitText("#choose-found", "Ver estos 2");
        browser.find("#choose-found").click();
        browser.awaitThat("both are shown", () -> browser.all(".card").size() == 2);
        assertThat(browser.text(".cards")).contains(line + "-a", line + "-b");
    }

    @Test
    void names_and_texts_of_others_are_never_markup() {
        browser.visit(page("?sensor=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"));
        browser.awaitText(".card h2", "<img src=x onerror=alert(1)>");
        assertThat(browser.all(".card img")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "light, es-ES, 1280, 900, false",
        "dark, en-GB, 1280, 900, false",
        "light, en-GB, 390, 844, true",
        "dark, es-ES, 390, 844, true"
    })
    void it_can_be_used_by_everybody(String scheme, String language, int width, int height, boolean phone)
            throws IOException {
        sendDay(sensor + "-b", 400);
        long now = System.currentTimeMillis();
        sendWave(sensor, 400, now - 60_000);
        send(sensor, now, Arrays.stream(wave(400, 60)).map(usual -> usual + 12).toArray());
        calls.json("/detectar?dato=95&sensor=" + sensor);
        browser.sized(width, height, phone).speaking(language).in(scheme);
        browser.visit(page("?sensor=" + sensor + "&sensor=" + sensor + "-b"));
        awaitLive();
        openAnomalies();
        browser.awaitThat(
                "an anomaly is listed", () -> browser.all("#anomaly-rows tr").size() >= 1);
        browser.awaitText("#open-incidents", sensor);
        browser.awaitThat("health is told", () -> !browser.text("#tiles").isEmpty());
        browser.picture("page-" + scheme + "-" + language + (phone ? "-phone" : ""));
        assertThat(browser.seriousViolations()).isEmpty();
        assertThat((Boolean) browser.script("return document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing is wider than the screen")
                .isTrue();
        ask(".card", "snooze");
        browser.picture("respond-" + scheme + "-" + language + (phone ? "-phone" : ""));
        assertThat(browser.seriousViolations()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
        browser.find("#respond-cancel").click();
        openWhatIf();
        browser.find("#whatif-sensitivity").sendKeys("0.5", Keys.ENTER);
        browser.awaitThat("answered", () -> !browser.text("#whatif-result").isEmpty());
        browser.picture("whatif-" + scheme + "-" + language + (phone ? "-phone" : ""));
        assertThat(browser.seriousViolations()).isEmpty();
        assertThat((Boolean) browser.script("return document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing is wider than the screen")
                .isTrue();
        openSettings();
        browser.picture("settings-" + scheme + "-" + language + (phone ? "-phone" : ""));
        assertThat(browser.seriousViolations()).isEmpty();
        // Nothing is set for this sensor alone.
        assertThat(browser.complaints())
                .allMatch(complaint -> complaint.contains("/api/v1/settings/") && complaint.contains("404"));
    }

    @ParameterizedTest
    @CsvSource({"light, es-ES, 1280, 900, false", "dark, en-GB, 390, 844, true"})
    void a_dead_letter_is_corrected_and_sent_again_with_the_keyboard_alone(
            String scheme, String language, int width, int height, boolean phone) throws Exception {
        sendDay(sensor, 5);
        String refused = "{\"value\": 21,5}";
        writeReading(sensor, refused);
        browser.sized(width, height, phone).speaking(language).in(scheme);
        browser.visit(page(""));
        browser.awaitThat(
                "the tile leads somewhere",
                () -> browser.all("[data-id=dead-letters]").size() == 1);
        browser.awaitThat("the list is open", () -> {
            browser.find("[data-id=dead-letters]").sendKeys(Keys.ENTER);
            return browser.find("#letters").isDisplayed();
        });
        browser.awaitText("#letter-rows li:first-child", sensor);
        assertThat(browser.text("#letter-rows li:first-child"))
                .contains("the record is not valid JSON", refused, "vigia.readings.v1");
        browser.awaitThat("the focus is on the list", () ->
                (Boolean) browser.script("return document.querySelector('#letters').contains(document.activeElement)"));

        browser.find("#letter-rows li:first-child > button").sendKeys(Keys.ENTER);
        assertThat(browser.script("return document.activeElement.value")).isEqualTo(refused);
        browser.find("#letter-rows textarea").sendKeys(Keys.TAB, Keys.ENTER);
        browser.awaitText("#letter-rows .answer", phone ? "Not sent. " : "No se ha enviado. ");
        browser.picture("letters-refused-" + language);
        browser.find("#letter-rows textarea").clear();
        browser.find("#letter-rows textarea").sendKeys("{\"value\": 21.5}", Keys.TAB, Keys.ENTER);
        browser.awaitText(
                "#letter-rows .answer", phone ? "Sent: reading of " + sensor : "Enviado: lectura de " + sensor);
        browser.picture("letters-" + scheme + "-" + language + (phone ? "-phone" : ""));
        assertThat(browser.seriousViolations()).isEmpty();
        assertThat((Boolean) browser.script("return document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing is wider than the screen")
                .isTrue();

        browser.find("#letter-rows textarea").sendKeys(Keys.ESCAPE);
        browser.awaitThat("closed", () -> !browser.find("#letters").isDisplayed());
        browser.awaitThat(
                "the focus is back",
                () -> "dead-letters".equals(browser.script("return document.activeElement.dataset.id")));
        browser.awaitText("[data-sensor='" + sensor + "'] .newest", phone ? "21.5" : "21,5");
        // The correction that was refused.
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("/api/v1/readings"));
    }

    /** Past the calls, as any program may write into the topic. */
    private static void writeReading(String key, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "localhost:" + KAFKA_PORT),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("vigia.readings.v1", key, value)).get();
        }
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void the_list_of_measurements_is_a_page_too(String scheme) throws IOException {
        sendDay(sensor, 200);
        calls.json("/detectar?dato=95&sensor=" + sensor);
        awaitStored(sensor, 201);
        browser.in(scheme).visit(vigiaUrl() + "/listar?sensor=" + sensor);
        browser.awaitText("h1", "Mediciones de " + sensor);
        assertThat(browser.all("svg.linea polyline")).hasSize(1);
        assertThat(browser.all("tr.anomala")).isNotEmpty();
        browser.picture("listar-" + scheme);
        assertThat(browser.seriousViolations()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void the_calls_can_be_read_and_tried_on_a_page() {
        browser.visit(vigiaUrl() + "/docs");
        browser.awaitText("#docs .title", "Vigía");
        browser.find("#operations-programs-pipelinePipeline .opblock-summary-control")
                .click();
        browser.find("#operations-programs-pipelinePipeline .try-out__btn").click();
        browser.find("#operations-programs-pipelinePipeline .execute").click();
        browser.awaitText("#operations-programs-pipelinePipeline .live-responses-table", "vigia.readings.v1");
        browser.picture("docs");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void a_hundred_thousand_readings_are_summed_up_and_their_last_one_is_still_marked() throws IOException {
        sendDay(sensor, 100_000);
        calls.json("/detectar?dato=95&sensor=" + sensor);
        awaitStored(sensor, 100_001);
        browser.visit(page("?range=all&sensor=" + sensor));
        openAnomalies();
        browser.awaitText("#anomaly-rows tr:first-child", "95");
        browser.awaitThat(
                "an anomaly is in view",
                () -> browser.find(".plot").getAttribute("aria-label").matches(".*, [1-9]\\d* anomalías a la vista.*"));
        browser.picture("many");
        assertThat(browser.complaints()).isEmpty();
    }

    private String page(String query) {
        return vigiaUrl() + "/" + query;
    }

    private static String vigiaUrl() {
        return "http://localhost:" + vigia.port();
    }

    private void awaitLive() {
        browser.awaitThat(
                "live", () -> "connected".equals(browser.find("#connection").getAttribute("data-state")));
        browser.awaitThat("loaded", () -> browser.text(".note").isEmpty());
    }

    /** So many readings, one a second up to now: a slow wave with some unrest, the same each time. */
    private static void sendDay(String sensor, int count) throws IOException {
        sendWave(sensor, count, System.currentTimeMillis());
        awaitStored(sensor, count);
    }

    private static void sendWave(String sensor, int count, long end) throws IOException {
        send(sensor, end, wave(0, count));
    }

    /** One value a second, the last of them a second before the end. */
    private static void send(String sensor, long end, double... values) throws IOException {
        String lines = IntStream.range(0, values.length)
                .mapToObj(i -> "{\"sensor\":\"%s\",\"ts\":%d,\"value\":%s}"
                        .formatted(sensor, end - 1_000L * (values.length - i), values[i]))
                .collect(Collectors.joining("\n"));
        int status =
                calls.post("/api/v1/readings", "application/x-ndjson", lines).statusCode();
        assertThat(status).isEqualTo(200);
    }

    private static double[] wave(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToDouble(i -> 71 + 3 * Math.sin(i / 60.0) + 0.4 * Math.sin(i * 1.7) + 0.3 * Math.cos(i * 0.9))
                .map(value -> Math.round(value * 100) / 100.0)
                .toArray();
    }

    private static void awaitStored(String sensor, int count) {
        String path = "/api/v1/sensors/" + sensor + "/readings?aggregation=count&bucket=366d";
        await(count + " readings of " + sensor)
                .atMost(Duration.ofMinutes(10))
                .ignoreExceptions()
                .until(() -> calls.json(path)
                                .get("items")
                                .valueStream()
                                .mapToInt(bucket -> bucket.get("value").asInt())
                                .sum()
                        == count);
    }
}
