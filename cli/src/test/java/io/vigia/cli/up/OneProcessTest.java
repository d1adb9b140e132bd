package io.vigia.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.cli.api.ApiReading;
import io.vigia.cli.api.HttpCalls;
import io.vigia.cli.api.Pause;
import io.vigia.cli.api.ReadingsApi;
import io.vigia.cli.api.StoredReading;
import io.vigia.cli.api.VerdictsApi;
import io.vigia.runtime.kafka.KafkaStartup;
import io.vigia.runtime.settings.StartRefusedException;
import io.vigia.settings.Variables;
import io.vigia.testkit.StartsServers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@StartsServers
class OneProcessTest {
    private static final PrintStream SILENT =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @TempDir
    Path folder;

    @Test
    void started_again_it_has_all_its_data_and_judges_in_the_same_window() {
        try (OneProcess first = OneProcess.start(variables(Map.of()), SILENT)) {
            first.awaitReady(SILENT);
            send(first, 0, 12);
            assertThat(stored(first, 12)).hasSize(12);
            assertThatThrownBy(() -> OneProcess.start(variables(Map.of()), SILENT))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("is in use by another Vigía");
        }
        try (OneProcess second = OneProcess.start(variables(Map.of()), SILENT)) {
            second.awaitReady(SILENT);
            send(second, 12, 13);
            List<StoredReading> all = stored(second, 13);
            assertThat(all).hasSize(13);
            // Ten values come before a first verdict: with an empty window this one would have none.
            assertThat(all.get(12).judged()).isTrue();
        }
    }

    @Test
    void its_three_services_wait_for_kafka_once() {
        try (OneProcess vigia = OneProcess.start(variables(Map.of()), SILENT)) {
            assertThat(vigia.services().getBeansOfType(KafkaStartup.class)).hasSize(1);
            vigia.awaitReady(SILENT);
            assertThat(vigia.services().getBean(KafkaStartup.class).isOpen()).isTrue();
        }
    }

    @Test
    void its_metrics_have_what_an_operator_needs_of_kafkas_clients_and_no_more() throws Exception {
        try (OneProcess vigia = OneProcess.start(variables(Map.of()), SILENT)) {
            vigia.awaitReady(SILENT);
            List<String> series = metrics(vigia)
                    .lines()
                    .filter(line -> line.startsWith("kafka_"))
                    .toList();
            assertThat(String.join("\n", series))
                    .contains("kafka_producer_record_send_total")
                    .contains("kafka_producer_buffer_available_bytes")
                    .contains("kafka_consumer_fetch_manager_records_lag_max")
                    .contains("kafka_stream_thread_process_ratio")
                    .contains("kafka_stream_alive_stream_threads")
                    .doesNotContain("node_id", "partition=", "topic=", "task_id");
            assertThat(series).hasSizeLessThan(100);
        }
    }

    @Test
    void a_port_in_use_is_named_with_the_variable_that_changes_it() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (String variable : List.of("PORT", "MANAGEMENT_PORT", "VIGIA_KAFKA_PORT")) {
                Variables busy = variables(Map.of(variable, Integer.toString(taken.getLocalPort())));
                assertThatThrownBy(() -> OneProcess.start(busy, SILENT))
                        .isInstanceOf(StartRefusedException.class)
                        .hasMessage("port " + taken.getLocalPort()
                                + " is in use; stop the program that uses it, or set " + variable + " to a free one");
            }
        }
    }

    @Test
    void a_wrong_setting_is_named_before_anything_starts() {
        assertThatThrownBy(() -> OneProcess.start(variables(Map.of("VIGIA_KAFKA_PORT", "many")), SILENT))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("VIGIA_KAFKA_PORT is 'many'; must be a whole number from 0 to 65535");
    }

    private Variables variables(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(Map.of(
                "PORT", "0",
                "MANAGEMENT_PORT", "0",
                "VIGIA_KAFKA_PORT", "0",
                "VIGIA_DATA", folder.toString(),
                "INGEST_ACK_TIMEOUT_MS", "60000",
                "DETECT_WAIT_MS", "60000"));
        all.putAll(others);
        return Variables.of(all);
    }

    private static String metrics(OneProcess vigia) throws Exception {
        URI metrics = URI.create("http://localhost:" + vigia.managementPort() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void send(OneProcess vigia, int from, int to) {
        List<ApiReading> batch = new ArrayList<>();
        for (int i = from; i < to; i++) {
            batch.add(new ApiReading("kept", 1_000L + i, 20 + i % 3));
        }
        assertThat(new ReadingsApi(calls(vigia)).send(batch).accepted()).isEqualTo(to - from);
    }

    private static List<StoredReading> stored(OneProcess vigia, int count) {
        VerdictsApi verdicts = new VerdictsApi(calls(vigia), Pause.REAL);
        assertThat(verdicts.awaitStored("kept", 1_000L + count - 1, PATIENCE)).isTrue();
        List<StoredReading> stored = new ArrayList<>();
        verdicts.each("kept", 0, 1_000_000, stored::add);
        return stored;
    }

    private static HttpCalls calls(OneProcess vigia) {
        return new HttpCalls(URI.create("http://localhost:" + vigia.port()), PATIENCE, Pause.REAL);
    }
}
