package io.vigia.cli.up;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Finds out which program uses a port. */
final class PortOwner {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 1 << 20;
    /** What each public port and each management port of ours serves to anybody, and what it then says. */
    private static final List<List<String>> SIGNS =
            List.of(List.of("/openapi.json", "Vigía"), List.of("/metrics", "vigia_"));

    private PortOwner() {}

    /** Whether it is a Vigía. */
    static boolean isVigia(int port) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        return SIGNS.stream().anyMatch(sign -> says(client, "http://localhost:" + port + sign.get(0), sign.get(1)));
    }

    private static boolean says(HttpClient client, String address, String sign) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                return new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).contains(sign);
            }
        } catch (IOException other) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
