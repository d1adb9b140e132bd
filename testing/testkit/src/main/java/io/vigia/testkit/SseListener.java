package io.vigia.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Listens to a stream as a program without a library for it does. */
public final class SseListener implements AutoCloseable {
    private final HttpResponse<Stream<String>> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> reading;
    private volatile String lastId = "";

    /** Two of its fields may be missing. */
    public record Event(String kind, String id, JsonNode data) {}

    private SseListener(HttpResponse<Stream<String>> response) {
        this.response = response;
        this.reading = CompletableFuture.runAsync(this::read, task -> {
            Thread thread = new Thread(task, "listener");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Listens, and waits until it is told where it is. */
    public static SseListener open(URI stream, @Nullable String lastEventId, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(stream);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        SseListener listener =
                new SseListener(HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofLines()));
        if (listener.response.statusCode() == 200) {
            Awaitility.await().atMost(KafkaBroker.PATIENCE).until(() -> !listener.lastId.isEmpty());
        }
        return listener;
    }

    public HttpResponse<Stream<String>> response() {
        return response;
    }

    public String lastId() {
        return lastId;
    }

    public List<Event> events() {
        return events;
    }

    /** Waits for so many events of those that {@code wanted} names. */
    public List<Event> await(int count, Predicate<Event> wanted) {
        return Awaitility.await(count + " events")
                .atMost(KafkaBroker.PATIENCE)
                .until(() -> events.stream().filter(wanted).toList(), found -> found.size() >= count);
    }

    public List<Event> await(int count) {
        return await(count, event -> true);
    }

    public boolean ended() {
        return reading.isDone();
    }

    @Override
    public void close() {
        response.body().close();
    }

    private void read() {
        List<String> block = new ArrayList<>();
        response.body().forEach(line -> {
            if (line.isEmpty()) {
                take(block);
                block.clear();
            } else {
                block.add(line);
            }
        });
    }

    private void take(List<String> block) {
        String id = field(block, "id: ");
        String data = field(block, "data: ");
        if (!data.isEmpty()) {
            events.add(
                    new Event(field(block, "event: "), id, JsonMapper.shared().readTree(data)));
        }
        if (!id.isEmpty()) {
            lastId = id;
        }
    }

    private static String field(List<String> block, String name) {
        return block.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElse("");
    }
}
