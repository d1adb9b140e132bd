package io.vigia.ingest.http;

import io.vigia.ingest.format.Ignored;
import io.vigia.ingest.format.Line;
import io.vigia.ingest.format.Records;
import io.vigia.ingest.format.RejectedException;
import io.vigia.ingest.format.Rule;
import io.vigia.ingest.kafka.ReadingLog.DeliveryResult;
import io.vigia.runtime.answer.Json;
import io.vigia.runtime.problem.Problem;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The results of the records of a body.
 *
 * @param lines in order
 * @param fates one for each {@link Line.Taken} among them, in order
 * @param batch false for a single JSON object
 * @param ignored the names of what was not read
 */
record BatchResponse(List<Line> lines, List<DeliveryResult> fates, boolean batch, Ignored ignored) {
    private static final Set<Rule> FORMS = EnumSet.of(Rule.LINE_JSON, Rule.LINE_CSV, Rule.LINE_INFLUX);

    BatchResponse(List<Line> lines, List<DeliveryResult> fates) {
        this(lines, fates, true, Ignored.nothing());
    }

    /** The same results, with the properties of this body. */
    BatchResponse of(Records records) {
        return new BatchResponse(lines, fates, records.batch(), records.ignored());
    }

    int accepted() {
        return (int)
                fates.stream().filter(fate -> fate == DeliveryResult.STORED).count();
    }

    int failed() {
        return fates.size() - accepted();
    }

    int rejected() {
        return lines.size() - fates.size();
    }

    /**
     * 503 if a record was not stored, else 200 if all were accepted, else 207; 429 if all were rejected because of the sensor
     * limit. A wholly rejected batch gets 400 only if no record has the right format, because Telegraf repeats a batch that got
     * 400 forever and sends nothing else. A single rejected reading gets 400.
     */
    int status() {
        if (failed() > 0) {
            return 503;
        }
        if (rejected() == 0) {
            return 200;
        }
        return allRefusedBy(EnumSet.of(Rule.SENSOR_LIMIT)) ? 429 : !batch || allRefusedBy(FORMS) ? 400 : 207;
    }

    private boolean allRefusedBy(Set<Rule> rules) {
        return lines.stream()
                .allMatch(line -> line instanceof Line.Refused refused
                        && rules.contains(refused.reason().rule()));
    }

    /**
     * Writes the results as JSON.
     *
     * @param minimal true to omit accepted records
     */
    void write(OutputStream out, boolean minimal) {
        Iterator<DeliveryResult> fate = fates.iterator();
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberProperty("accepted", accepted());
            json.writeNumberProperty("rejected", rejected());
            json.writeNumberProperty("failed", failed());
            if (!ignored.names().isEmpty()) {
                json.writeArrayPropertyStart(ignored.property());
                ignored.names().forEach(name -> json.writeString(Problem.shortened(name)));
                json.writeEndArray();
            }
            json.writeArrayPropertyStart("items");
            for (Line line : lines) {
                if (line instanceof Line.Taken taken) {
                    taken(json, taken, fate.next(), minimal);
                } else {
                    refused(json, (Line.Refused) line);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void taken(JsonGenerator json, Line.Taken line, DeliveryResult fate, boolean minimal) {
        if (minimal && fate == DeliveryResult.STORED) {
            return;
        }
        start(json, line, fate == DeliveryResult.STORED ? "accepted" : "failed");
        json.writeStringProperty("id", line.reading().id());
        json.writeStringProperty("sensor", line.reading().sensor());
        json.writeNumberProperty("ts", line.reading().ts());
        String detail = detail(line, fate);
        if (detail != null) {
            json.writeStringProperty("detail", detail);
        }
        json.writeEndObject();
    }

    private static @Nullable String detail(Line.Taken line, DeliveryResult fate) {
        return switch (fate) {
            case STORED -> line.note();
            case NOT_STORED -> "not stored; send this reading again";
            case UNCERTAIN -> "the acknowledgement timed out; the reading may have been stored";
        };
    }

    private static void refused(JsonGenerator json, Line.Refused line) {
        RejectedException reason = line.reason();
        start(json, line, "rejected");
        json.writeStringProperty("field", reason.field());
        String received = reason.received() == null ? null : Problem.shortened(reason.received());
        text(json, "received", received);
        json.writeStringProperty("allowed", reason.rule().english());
        json.writeStringProperty(
                "detail",
                reason.field() + (received == null ? " is missing" : " is '" + received + "'") + "; must be "
                        + reason.rule().english());
        json.writeEndObject();
    }

    private static void start(JsonGenerator json, Line line, String status) {
        json.writeStartObject();
        json.writeNumberProperty("line", line.number());
        json.writeStringProperty("status", status);
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }
}
