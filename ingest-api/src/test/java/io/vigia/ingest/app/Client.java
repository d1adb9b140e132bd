package io.vigia.ingest.app;

import io.vigia.runtime.answer.Json;
import io.vigia.testkit.HttpDocument;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Calls a service as a client does. */
final class Client {
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final UnaryOperator<HttpResponse<String>> check;

    /** Of the public port: every answer must be one that the OpenAPI document announces. */
    Client(int port) {
        this(port, HttpDocument::announced);
    }

    private Client(int port, UnaryOperator<HttpResponse<String>> check) {
        this.port = port;
        this.check = check;
    }

    static Client ofManagement(int port) {
        return new Client(port, answer -> answer);
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(path, request -> request, headers);
    }

    HttpResponse<String> post(String path, String type, String body, String... headers) {
        return send(
                path,
                request -> request.header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)),
                headers);
    }

    HttpResponse<String> post(String path, String type, byte[] body, String... headers) {
        return send(
                path,
                request -> request.header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body)),
                headers);
    }

    HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> more, String... headers) {
        HttpRequest.Builder request = more.apply(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return check.apply(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return Json.MAPPER.readTree(response.body());
    }
}
