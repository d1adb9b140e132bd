package io.vigia.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.cli.Vigia;
import io.vigia.runtime.answer.Json;
import io.vigia.settings.Variables;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** All of Vigía in this process, and the commands that call it. */
final class RunningVigia implements AutoCloseable {
    private static final PrintStream SILENT =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private final HttpClient http = HttpClient.newHttpClient();
    private final OneProcess vigia;
    private String out = "";
    private String err = "";

    private RunningVigia(OneProcess vigia) {
        this.vigia = vigia;
    }

    /** Starts it and waits until it is ready. */
    static RunningVigia start(Path data) throws Exception {
        return start(data, Map.of());
    }

    /** Starts it with more settings and waits until it is ready. */
    static RunningVigia start(Path data, Map<String, String> settings) throws Exception {
        OneProcess vigia = OneProcess.start(
                Variables.of(Map.of(
                                "PORT", "0",
                                "MANAGEMENT_PORT", "0",
                                "VIGIA_KAFKA_PORT", "0",
                                "VIGIA_DATA", data.toString(),
                                "INGEST_ACK_TIMEOUT_MS", "60000",
                                "DETECT_WAIT_MS", "60000"))
                        .with(settings),
                SILENT);
        vigia.awaitReady(SILENT);
        return new RunningVigia(vigia);
    }

    /** Runs a command, which must end with that exit code. */
    void run(int code, String... words) {
        StringWriter printed = new StringWriter();
        StringWriter failed = new StringWriter();
        List<String> line = new ArrayList<>(List.of(words));
        line.add("--url=http://localhost:" + vigia.port());
        CommandLine command =
                Vigia.commandLine().setOut(new PrintWriter(printed)).setErr(new PrintWriter(failed));
        int ended = command.execute(line.toArray(String[]::new));
        out = printed.toString();
        err = failed.toString();
        assertThat(ended).as("%s: %s%s", line, out, err).isEqualTo(code);
    }

    /** What the last command printed. */
    String out() {
        return out;
    }

    /** What the last command printed as an error. */
    String err() {
        return err;
    }

    JsonNode verdict(String sensor, double value) throws IOException, InterruptedException {
        return get("/detectar?sensor=" + sensor + "&dato=" + value);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return Json.MAPPER.readTree(body(path, "application/json"));
    }

    String text(String path) throws IOException, InterruptedException {
        return body(path, "text/plain");
    }

    private String body(String path, String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + vigia.port() + path))
                .header("Accept", accept)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        vigia.close();
    }
}
