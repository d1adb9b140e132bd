package io.vigia.query.app;

import io.vigia.runtime.ServiceLauncher;
import io.vigia.runtime.answer.Json;
import io.vigia.settings.Variables;
import io.vigia.store.SeriesStore;
import io.vigia.testkit.HttpDocument;
import io.vigia.testkit.SseListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** query-api as it runs, on ports of its own, over a store of the test. */
final class QueryService implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;

    QueryService(Map<String, String> kafka, SeriesStore store) {
        Map<String, String> variables = new HashMap<>(kafka);
        variables.put("PORT", "0");
        variables.put("MANAGEMENT_PORT", "0");
        variables.put("HOSTNAME", "host-7");
        variables.put("NAME", "Planta <Norte>");
        variables.put("QUERY_MAX_WAITERS", "2");
        context = ServiceLauncher.start(
                "query-api",
                Variables.of(variables),
                List.of(QueryConfiguration.class),
                beans -> beans.registerBean("store", SeriesStore.class, () -> store));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    boolean isRunning() {
        return context.isActive();
    }

    int port() {
        return ServiceLauncher.port(context);
    }

    HttpResponse<String> get(String path, String... headers) {
        return HttpDocument.announced(
                send(request(ServiceLauncher.port(context), path, headers).build()));
    }

    HttpResponse<String> head(String path) {
        return send(request(port(), path)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** @param lastEventId of the event behind which to go on; null: from now on */
    SseListener listen(String path, @Nullable String lastEventId) throws Exception {
        return SseListener.open(URI.create("http://localhost:" + port() + path), lastEventId);
    }

    HttpResponse<String> management(String path) {
        return send(request(ServiceLauncher.managementPort(context), path).build());
    }

    HttpResponse<String> post(String path, String form) {
        return HttpDocument.announced(
                send(request(ServiceLauncher.port(context), path, "Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build()));
    }

    HttpResponse<String> postJson(String path, String json, String... headers) {
        HttpRequest.Builder request = request(port(), path, headers);
        return HttpDocument.announced(send(request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build()));
    }

    static JsonNode json(HttpResponse<String> response) {
        return Json.MAPPER.readTree(response.body());
    }

    @Override
    public void close() {
        context.close();
    }

    private static HttpRequest.Builder request(int port, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(request.uri().toString(), failed);
        } catch (InterruptedException stop) {
            throw new AssertionError("interrupted", stop);
        }
    }
}
