package io.vigia.ingest.http;

import io.vigia.ingest.format.Line;
import io.vigia.ingest.format.RejectedException;
import io.vigia.ingest.format.Rule;
import io.vigia.ingest.kafka.ReadingLog.Fate;
import io.vigia.web.Json;
import io.vigia.web.Problem;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What became of each record of a body.
 *
 * @param lines in order
 * @param fates one for each {@link Line.Taken} among them, in order
 */
record Receipt(List<Line> lines, List<Fate> fates) {
    int accepted() {
        return (int) fates.stream().filter(fate -> fate == Fate.STORED).count();
    }

    int failed() {
        return fates.size() - accepted();
    }

    int rejected() {
        return lines.size() - fates.size();
    }

    /** 503 if the log failed one, else 200 all taken, 207 some, 400 none; 429 if none for want of room for its sensor. */
    int status() {
        if (failed() > 0) {
            return 503;
        }
        if (rejected() == 0) {
            return 200;
        }
        return accepted() > 0 ? 207 : overLimit() ? 429 : 400;
    }

    private boolean overLimit() {
        return lines.stream()
                .allMatch(line ->
                        line instanceof Line.Refused refused && refused.reason().rule() == Rule.SENSOR_LIMIT);
    }

    /**
     * Writes it as JSON.
     *
     * @param minimal true: without the items that were accepted
     */
    void write(OutputStream out, boolean minimal) {
        Iterator<Fate> fate = fates.iterator();
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberProperty("accepted", accepted());
            json.writeNumberProperty("rejected", rejected());
            json.writeNumberProperty("failed", failed());
            json.writeArrayPropertyStart("items");
            for (Line line : lines) {
                if (line instanceof Line.Taken taken) {
                    taken(json, taken, fate.next(), minimal);
                } else if (line instanceof Line.Refused refused) {
                    refused(json, refused);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void taken(JsonGenerator json, Line.Taken line, Fate fate, boolean minimal) {
        if (minimal && fate == Fate.STORED) {
            return;
        }
        start(json, line, fate == Fate.STORED ? "accepted" : "failed");
        json.writeStringProperty("id", line.reading().id());
        json.writeStringProperty("sensor", line.reading().sensor());
        json.writeNumberProperty("ts", line.reading().ts());
        if (fate != Fate.STORED) {
            json.writeStringProperty(
                    "detail",
                    fate == Fate.NOT_STORED
                            ? "not stored; send it again"
                            : "not acknowledged in time; it may have been stored");
        }
        json.writeEndObject();
    }

    private static void refused(JsonGenerator json, Line.Refused line) {
        RejectedException reason = line.reason();
        start(json, line, "rejected");
        json.writeStringProperty("field", reason.field());
        String came = reason.came() == null ? null : Problem.shortened(reason.came());
        text(json, "came", came);
        json.writeStringProperty("allowed", reason.rule().english());
        json.writeStringProperty(
                "detail",
                reason.field() + (came == null ? " is missing" : " is '" + came + "'") + "; allowed is "
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
