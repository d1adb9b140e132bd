package io.vigia.notifier.channel;

import io.vigia.contract.Excerpt;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls one server. It follows no redirect, waits at most {@link #LONGEST_CALL}, and keeps the start of an answer.
 *
 * <p>All addresses of the host are checked before each call. The connection resolves the name again, normally from the JVM's cache
 * of the same lookup, which lasts 30 s: a name that is made to resolve differently (DNS rebinding) reaches another address only
 * if that cache expires between the check and the connection.
 */
final class HttpCaller {
    /** Of each call, from the connection to the end of the answer. */
    static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    /** Statuses below 500 after which the same call may succeed later; others say that the message is wrong. */
    private static final Set<Integer> TEMPORARY = Set.of(401, 403, 404, 405, 407, 408, 421, 423, 425, 429);

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(LONGEST_CALL)
            // HTTP/2 over plain text begins with an upgrade, which some servers refuse.
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final AddressGuard guard;
    private final Redactor redactor;
    private final Duration longest;

    HttpCaller(AddressGuard guard, Redactor redactor, Duration longest) {
        this.guard = guard;
        this.redactor = redactor;
        this.longest = longest;
    }

    /** Sends a body. @throws DeliveryException unless the answer is a success */
    void post(URI url, Map<String, String> headers, byte[] body) throws DeliveryException, InterruptedException {
        guard.check(url.getHost());
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(longest)
                .header("User-Agent", "vigia-notifier")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        check(answer(url, client.sendAsync(request.build(), info -> new StartOfBody())));
    }

    private HttpResponse<byte[]> answer(URI url, CompletableFuture<HttpResponse<byte[]>> call)
            throws DeliveryException, InterruptedException {
        try {
            return call.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw DeliveryException.temporary(url.getHost() + " did not answer within " + longest.toSeconds() + " s");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof HttpTimeoutException) {
                throw DeliveryException.temporary(
                        url.getHost() + " did not answer within " + longest.toSeconds() + " s");
            }
            throw DeliveryException.temporary(
                    redactor.clean(url.getHost() + " could not be called: " + failed.getCause()));
        } finally {
            call.cancel(true);
        }
    }

    private void check(HttpResponse<byte[]> answer) throws DeliveryException {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return;
        }
        String host = answer.uri().getHost();
        if (status >= 300 && status < 400) {
            throw DeliveryException.temporary(host + " answered " + status
                    + ", a redirect, which is not followed; the URL must be the final one");
        }
        String text = redactor.clean(new String(answer.body(), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " "));
        throw new DeliveryException(
                host + " answered " + status + (text.isBlank() ? "" : ": " + Excerpt.of(text.strip())),
                status >= 400 && status < 500 && !TEMPORARY.contains(status),
                null);
    }
}
