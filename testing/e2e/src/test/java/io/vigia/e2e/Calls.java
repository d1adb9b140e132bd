package io.vigia.e2e;

import io.vigia.testkit.HttpDocument;
import io.vigia.testkit.SseListener;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * HTTP as a client sends it: writes go to ingest-api, reads to query-api, as a gateway routes them. Every answer must be one
 * that the OpenAPI document announces.
 */
final class Calls {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Supplier<String> ingest;
    private final Supplier<String> query;
    private final UnaryOperator<HttpResponse<String>> check;
    private final String[] always;

    Calls(ServiceProcess ingest, ServiceProcess query) {
        this(() -> local(ingest.port()), () -> local(query.port()), HttpDocument::announced);
    }

    /** Without comparing answers to the OpenAPI document: for services of another version, and for very many answers. */
    static Calls unchecked(ServiceProcess ingest, ServiceProcess query) {
        return new Calls(() -> local(ingest.port()), () -> local(query.port()), answer -> answer);
    }

    private Calls(
            Supplier<String> ingest,
            Supplier<String> query,
            UnaryOperator<HttpResponse<String>> check,
            String... always) {
        this.ingest = ingest;
        this.query = query;
        this.check = check;
        this.always = always;
    }

    /** To a gateway on this machine, which routes them. */
    static Calls through(int gatewayPort) {
        return to(local(gatewayPort));
    }

    /** To a gateway anywhere: {@code http://host:port}. */
    static Calls to(String gateway) {
        return new Calls(() -> gateway, () -> gateway, HttpDocument::announced);
    }

    /** To a gateway before something else than Vigía, which answers what it likes. */
    static Calls toOther(String gateway) {
        return new Calls(() -> gateway, () -> gateway, answer -> answer);
    }

    /** The same with these headers at each call. */
    Calls with(String... headers) {
        return new Calls(ingest, query, check, headers);
    }

    /** A GET to whichever service has the route. */
    HttpResponse<String> get(String path, String... headers) throws IOException {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String contentType, byte[] body, String... headers) throws IOException {
        String base = path.startsWith("/api/") ? ingest.get() : baseOf(path);
        return send(
                at(base + path, headers).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> post(String path, String contentType, String body) throws IOException {
        return post(path, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Asks what would have been said of stored values. */
    HttpResponse<String> askBacktest(String question) throws IOException {
        return send(at(query.get() + "/api/v1/backtest")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(question)));
    }

    /** The answer to such a question. */
    JsonNode backtest(String question) throws IOException {
        HttpResponse<String> response = askBacktest(question);
        if (response.statusCode() != 200) {
            throw new AssertionError(question + " was answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** Replaces the settings of a pattern of sensors. */
    HttpResponse<String> putSettings(String pattern, String json) throws IOException {
        return send(at(ingest.get() + "/api/v1/settings/" + encode(pattern))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json)));
    }

    /** A DELETE to the service that writes. */
    HttpResponse<String> delete(String path) throws IOException {
        return send(at(ingest.get() + path).DELETE());
    }

    /** Listens to a stream from now on. */
    SseListener listen(String path) throws Exception {
        return SseListener.open(URI.create(baseOf(path) + path), null, always);
    }

    JsonNode json(String path) throws IOException {
        HttpResponse<String> response = get(path);
        if (response.statusCode() >= 300) {
            throw new AssertionError(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        return at(baseOf(path) + path, headers);
    }

    private HttpRequest.Builder at(String url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT);
        String[] all = Stream.of(always, headers).flatMap(Stream::of).toArray(String[]::new);
        return all.length == 0 ? request : request.headers(all);
    }

    private String baseOf(String path) {
        boolean write = path.startsWith("/nuevo")
                || path.startsWith("/detectar")
                || path.startsWith("/borrar")
                || path.startsWith("/api/v1/readings");
        return (write ? ingest : query).get();
    }

    private static String local(int port) {
        return "http://localhost:" + port;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return check.apply(http.send(request.build(), BodyHandlers.ofString()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
