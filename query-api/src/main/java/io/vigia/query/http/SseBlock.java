package io.vigia.query.http;

import io.vigia.query.stream.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Server-sent events as bytes, as the HTML standard has them. */
final class SseBlock {
    /** Tells a listener that events between its last one and the next are gone, so that it reads what is stored. */
    static final String GAP = "{\"type\":\"gap\",\"detail\":\"events before this one are no longer held here; "
            + "/api/v1/sensors/{sensor}/readings has what was stored\"}";

    private static final int RETRY_MS = 2_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);

    /** How soon a listener that was cut off comes back. */
    SseBlock retry() {
        return text("retry: " + RETRY_MS + "\n");
    }

    /** What shows that somebody is there. */
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

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Line ends within JSON are space between its parts, and would end the event's line here. */
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
