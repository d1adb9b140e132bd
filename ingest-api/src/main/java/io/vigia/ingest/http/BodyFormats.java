package io.vigia.ingest.http;

import io.vigia.ingest.format.CsvReadings;
import io.vigia.ingest.format.InfluxReadings;
import io.vigia.ingest.format.JsonReadings;
import io.vigia.ingest.format.NdjsonReadings;
import io.vigia.ingest.format.Precision;
import io.vigia.ingest.format.ReadingFormat;
import io.vigia.ingest.format.ReadingRules;
import io.vigia.ingest.format.SeriesNames;
import io.vigia.runtime.problem.ProblemAdvice;
import io.vigia.runtime.problem.ProblemException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Selects the format of a body by its {@code Content-Type}. */
final class BodyFormats {
    private static final String ALLOWED =
            "application/json, application/x-ndjson, text/csv, or text/plain for Influx line protocol, in UTF-8";

    private final ReadingFormat json;
    private final ReadingFormat ndjson;
    private final ReadingFormat csv;
    private final ReadingRules rules;

    BodyFormats(ReadingRules rules) {
        this.rules = rules;
        this.json = new JsonReadings(rules);
        this.ndjson = new NdjsonReadings(rules);
        this.csv = new CsvReadings(rules);
    }

    /**
     * The format for {@code contentType}.
     *
     * @param precision of Influx timestamps whose size does not determine it; null: nanoseconds
     * @param sensorTags tags of line protocol that name sensors, comma-separated; null: see {@link SeriesNames}
     * @throws ProblemException if the type is not supported, or the charset is not UTF-8
     */
    ReadingFormat of(@Nullable String contentType, @Nullable String precision, @Nullable String sensorTags) {
        MediaType type = parsed(contentType);
        Charset charset = type.getCharset();
        if (charset != null && !charset.equals(StandardCharsets.UTF_8) && !charset.equals(StandardCharsets.US_ASCII)) {
            throw unsupported(contentType);
        }
        return switch (type.getType() + "/" + type.getSubtype()) {
            case "application/json" -> json;
            case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines" -> ndjson;
            case "text/csv" -> csv;
            case "text/plain", "application/vnd.influxdata.line-protocol", "application/vnd.influx" ->
                new InfluxReadings(rules, precision(precision), new SeriesNames(tags(sensorTags)));
            default -> throw unsupported(contentType);
        };
    }

    private static MediaType parsed(@Nullable String contentType) {
        try {
            return MediaType.parseMediaType(contentType == null ? "" : contentType);
        } catch (InvalidMediaTypeException unreadable) {
            throw unsupported(contentType);
        }
    }

    private static Precision precision(@Nullable String text) {
        try {
            return text == null ? Precision.NS : Precision.parse(text);
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.invalid("precision", text, "ns, us, ms or s");
        }
    }

    private static @Nullable List<String> tags(@Nullable String text) {
        return text == null
                ? null
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList();
    }

    private static ProblemException unsupported(@Nullable String received) {
        return new ProblemException(ProblemAdvice.contentType(received, ALLOWED));
    }
}
