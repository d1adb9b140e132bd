package io.vigia.cli.api;

import io.vigia.runtime.answer.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** HTTP calls that are retried while the server is busy or unavailable, up to a time limit. */
public final class HttpCalls {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final URI base;
    private final String key;
    private final Duration patience;
    private final Pause pause;
    // HTTP/1.1, because an upgrade to HTTP/2 costs the first POST its body.
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /**
     * @param base such as {@code http://localhost:4000}
     * @param patience how long pauses may add up to for one call
     */
    public HttpCalls(URI base, Duration patience, Pause pause) {
        this(base, "", patience, pause);
    }

    /** @param key the API key that goes with every call; empty: none */
    public HttpCalls(URI base, String key, Duration patience, Pause pause) {
        String text = base.toString();
        this.base = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        this.key = key;
        this.patience = patience;
        this.pause = pause;
    }

    /** Whether anybody answers a GET of {@code path} with 200, asked once. */
    public boolean answers(String path) {
        try {
            return once(request(path).GET().build()).status() == 200;
        } catch (IOException nobody) {
            return false;
        }
    }

    /**
     * Checks once that a server is listening, ready or not, so that a wrong address is reported at once.
     *
     * @throws ApiException if there is no server
     */
    public void knock() {
        try {
            once(request("/").GET().build());
        } catch (IOException nobody) {
            throw noAnswer(nobody);
        }
    }

    private ApiException noAnswer(IOException nobody) {
        return new ApiException(
                "nothing is listening at " + base + " (" + nobody
                        + "); start Vigía with './vigia up', or give its address with --url",
                nobody);
    }

    Answer get(String path) {
        return patiently(request(path).GET().build());
    }

    Answer post(String path, String contentType, String body) {
        return patiently(request(path)
                .header("Content-Type", contentType)
                .header("Prefer", "return=minimal")
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build());
    }

    /** @param condition the name and value of a header */
    Answer put(String path, String json, String... condition) {
        return patiently(request(path)
                .header("Content-Type", "application/json")
                .headers(condition)
                .PUT(BodyPublishers.ofString(json, StandardCharsets.UTF_8))
                .build());
    }

    Answer delete(String path) {
        return patiently(request(path).DELETE().build());
    }

    /** Lets the time pass that a busy server asked for, or a growing one. */
    Duration waitFor(Answer answer, int attempt) {
        return waitFor(answer.retryAfter(), attempt);
    }

    private Answer patiently(HttpRequest request) {
        Duration waited = Duration.ZERO;
        for (int attempt = 0; ; attempt++) {
            Duration asked = Duration.ZERO;
            String trouble;
            @Nullable IOException nobody = null;
            try {
                Answer answer = once(request);
                if (!answer.busy()) {
                    return answer;
                }
                asked = answer.retryAfter();
                trouble = answer.problem();
            } catch (IOException away) {
                trouble = away.toString();
                nobody = away;
            }
            if (patience.isZero() && nobody != null) {
                throw noAnswer(nobody);
            }
            if (waited.compareTo(patience) >= 0) {
                throw new ApiException(
                        request.uri() + " was unavailable for " + patience.toSeconds() + " s (" + trouble
                                + "); check that Vigía is running there and is ready",
                        null);
            }
            waited = waited.plus(waitFor(asked, attempt));
        }
    }

    private Duration waitFor(Duration asked, int attempt) {
        Duration growing = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, 5));
        Duration chosen = asked.isZero() ? min(growing, LONGEST_PAUSE) : asked;
        pause.pass(chosen);
        return chosen;
    }

    private Answer once(HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            long seconds = response.headers().firstValueAsLong("Retry-After").orElse(0);
            return new Answer(response.statusCode(), Duration.ofSeconds(Math.max(0, seconds)), json(response.body()));
        } catch (NumberFormatException date) {
            throw new IOException("the server's Retry-After is not a number of seconds", date);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new ApiException("interrupted", stop);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : Json.MAPPER.readTree(body);
        } catch (JacksonException other) {
            return MissingNode.getInstance();
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER).header("Accept", "application/json");
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
