package io.vigia.query.http;

import io.vigia.query.stream.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Server-sent events as bytes, in the format of the HTML standard. */
final class SseBlock {
    /** Tells a client that events are missing, so that it reads the stored readings instead. */
    static final String GAP = "{\"type\":\"gap\",\"detail\":\"earlier events are no longer available here; "
            + "/api/v1/sensors/{sensor}/readings has the stored readings\"}";

    private static final int RETRY_MS = 2_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);

    /** How soon a disconnected client reconnects. */
    SseBlock retry() {
        return text("retry: " + RETRY_MS + "\n");
    }

    /** A comment, which shows that the connection is alive. */
    SseBlock comment() {
        return text(":\n");
    }

    /** A position without an event. */
    SseBlock id(String id) {
        return text("id: " + id + "\n\n");
    }

    SseBlock gap() {
        return text("event: gap\ndata: " + GAP + "\n\n");
    }

    SseBlock event(StreamEvent event) {
        text("event: " + event.kind() + "\nid: " + event.id() + "\ndata: ");
        json(event.json());
        return text("\n\n");
    }

    /** An event that has no position. */
    SseBlock event(String kind, byte[] json) {
        text("event: " + kind + "\ndata: ");
        json(json);
        return text("\n\n");
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Replaces line breaks in JSON, which are only white space there but would end the line of the event. */
    private void json(byte[] json) {
        for (byte b : json) {
            bytes.write(b == '\n' || b == '\r' ? ' ' : b);
        }
    }

    private SseBlock text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }
}
