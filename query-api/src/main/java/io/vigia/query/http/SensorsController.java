package io.vigia.query.http;

import io.vigia.contract.SensorId;
import io.vigia.contract.SensorPattern;
import io.vigia.kafka.SettingsView;
import io.vigia.query.page.Page;
import io.vigia.query.page.SensorCursor;
import io.vigia.query.page.SeriesPages;
import io.vigia.query.page.SeriesPages.Buckets;
import io.vigia.query.page.Span;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.answer.Json;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import io.vigia.runtime.security.SensorScope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The sensors with their readings and anomalies, for programs. */
@RestController
public class SensorsController {
    private final SeriesPages pages;
    private final SettingsView settings;

    public SensorsController(SeriesPages pages, SettingsView settings) {
        this.pages = pages;
        this.settings = settings;
    }

    /** Known sensors in the order of their ids; with {@code search}, those whose id contains it, or matches it if it has a {@code *}. */
    @GetMapping("/api/v1/sensors")
    @Needs(Access.READ)
    public ResponseEntity<byte[]> sensors(
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        String part = ListParameters.search(search);
        SensorScope scope = SensorScope.of(request);
        SensorCursor from = ListParameters.sensorCursor(cursor);
        int most = ListParameters.limit(limit);
        Page<String> found = part == null && scope.isWhole()
                ? pages.sensors(from, most)
                : pages.sensors(search(part).and(scope::allows), from, most);
        return list(found.map(sensor -> SensorItem.of(sensor, settings.effective(sensor))));
    }

    /** Whether an id matches a pattern, or contains a text without {@code *}; both ignore case. */
    private static Predicate<String> search(@Nullable String text) {
        if (text == null) {
            return sensor -> true;
        }
        String wanted = text.toLowerCase(Locale.ROOT);
        if (wanted.contains("*") && SensorId.isValid(wanted.replace('*', '-'))) {
            SensorPattern pattern = new SensorPattern(wanted);
            return sensor -> pattern.matches(sensor.toLowerCase(Locale.ROOT));
        }
        return sensor -> sensor.toLowerCase(Locale.ROOT).contains(wanted);
    }

    /** Readings with their verdicts, or aggregated in buckets; newest first unless {@code order=asc}. */
    @GetMapping("/api/v1/sensors/{sensor}/readings")
    @Needs(Access.READ)
    public ResponseEntity<byte[]> readings(
            @PathVariable String sensor,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String aggregation,
            @RequestParam(required = false) @Nullable String bucket,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        String id = SensorScope.of(request).check(ListParameters.sensor(sensor));
        Span span = ListParameters.span(from, to, order, cursor);
        Buckets buckets = ListParameters.buckets(aggregation, bucket);
        int most = ListParameters.limit(limit);
        return listOf(
                id,
                buckets == null
                        ? pages.samples(id, span, most).map(sample -> ReadingItem.of(id, sample))
                        : pages.buckets(id, span, buckets, most).map(found -> ReadingItem.of(id, found)));
    }

    /** The events of a sensor's anomalies, with their windows; newest first unless {@code order=asc}. */
    @GetMapping("/api/v1/sensors/{sensor}/anomalies")
    @Needs(Access.READ)
    public ResponseEntity<byte[]> anomalies(
            @PathVariable String sensor,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        String id = SensorScope.of(request).check(ListParameters.sensor(sensor));
        Span span = ListParameters.span(from, to, order, cursor);
        return listOf(id, pages.anomalies(id, span, ListParameters.limit(limit)).map(EventItem::of));
    }

    private ResponseEntity<byte[]> listOf(String sensor, Page<?> page) {
        // Checked only if nothing was found, because a sensor with readings is known.
        if (page.items().isEmpty() && page.next() == null && !pages.knows(sensor)) {
            throw unknown(sensor);
        }
        return list(page);
    }

    /** The problem of a sensor of which nothing is stored. */
    static ProblemException unknown(String sensor) {
        return new ProblemException(
                Problem.of(404, "unknown-sensor", "Unknown sensor", "no reading of sensor '" + sensor + "' is stored")
                        .at("sensor", sensor, "a sensor that /api/v1/sensors lists"));
    }

    private static ResponseEntity<byte[]> list(Page<?> page) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(Json.bytes(page));
    }
}
