package io.vigia.cli.up;

import io.vigia.runtime.answer.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What {@code /health/ready} says. */
final class Readiness {
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final HttpRequest request;

    Readiness(int managementPort) {
        this.request = HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    /**
     * @param ready true: readings are taken and judged
     * @param filled how far a store that starts empty is, such as {@code 37 %}; empty once it is filled
     */
    record State(boolean ready, Optional<String> filled) {}

    State look() throws InterruptedException {
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            JsonNode filled = Json.MAPPER.readTree(response.body()).findValue("filled");
            return new State(
                    response.statusCode() == 200, filled == null ? Optional.empty() : Optional.of(filled.asString("")));
        } catch (IOException | JacksonException notYet) {
            return new State(false, Optional.empty());
        }
    }
}
