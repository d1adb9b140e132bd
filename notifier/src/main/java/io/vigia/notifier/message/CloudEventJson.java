package io.vigia.notifier.message;

import io.vigia.contract.Incident;
import io.vigia.contract.RecordHeaders;
import io.vigia.runtime.answer.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A change of an incident as a CloudEvent 1.0 in structured JSON, whose {@code data} is the event of the topic, unchanged. */
public final class CloudEventJson {
    /** Its content type. */
    public static final String CONTENT_TYPE = "application/cloudevents+json";

    private final String source;

    /** @param source as in the events of the topic */
    public CloudEventJson(String source) {
        this.source = source;
    }

    /** The bytes. */
    public byte[] of(Notice notice) {
        Incident incident = notice.incident();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", notice.key());
        event.put("source", source);
        event.put(
                "type",
                notice.kind() == Notice.Kind.TEST
                        ? "io.vigia.notification.test.v1"
                        : RecordHeaders.incidentType(incident.change()));
        event.put("time", Instant.ofEpochMilli(incident.updated()).toString());
        event.put("subject", incident.sensor());
        event.put("datacontenttype", "application/json");
        byte[] head = Json.bytes(event);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(head, 0, head.length - 1);
        whole.writeBytes(",\"data\":".getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(notice.json());
        whole.write('}');
        return whole.toByteArray();
    }
}
