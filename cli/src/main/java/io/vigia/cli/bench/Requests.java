package io.vigia.cli.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Prepared requests that are sent repeatedly, one after another. */
final class Requests implements Supplier<byte[]> {
    private final List<byte[]> requests;
    private final AtomicInteger next = new AtomicInteger();

    private Requests(List<byte[]> requests) {
        this.requests = requests;
    }

    /** One call for each of a thousand sensors; {@code path} has placeholders for a sensor's number and a value. The call waits for a late verdict. */
    static Requests get(String path) {
        return new Requests(IntStream.range(0, 1_000)
                .mapToObj(i -> "GET " + String.format(Locale.ROOT, path, i, Series.value(i, i))
                        + " HTTP/1.1\r\nHost: localhost\r\nPrefer: wait=30\r\n\r\n")
                .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                .toList());
    }

    /** Batches of readings, each with its own time. */
    static Requests batches(String contentType, int readings, IntFunction<String> line) {
        return new Requests(IntStream.range(0, 16)
                .mapToObj(batch -> post(
                        contentType,
                        IntStream.range(batch * readings, (batch + 1) * readings)
                                .mapToObj(line)
                                .toList()))
                .toList());
    }

    private static byte[] post(String contentType, List<String> lines) {
        byte[] body = String.join("\n", lines).getBytes(StandardCharsets.US_ASCII);
        byte[] head = ("POST /api/v1/readings HTTP/1.1\r\nHost: localhost\r\nPrefer: return=minimal\r\nContent-Type: "
                        + contentType + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
    }

    @Override
    public byte[] get() {
        return requests.get(Math.floorMod(next.getAndIncrement(), requests.size()));
    }
}
