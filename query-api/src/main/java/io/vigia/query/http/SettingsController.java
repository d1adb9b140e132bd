package io.vigia.query.http;

import io.vigia.contract.SensorPattern;
import io.vigia.contract.SettingsDocument;
import io.vigia.kafka.SettingsView;
import io.vigia.query.page.Page;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.answer.Json;
import io.vigia.runtime.answer.SettingsItem;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import io.vigia.runtime.security.SensorScope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The settings of sensors, for programs. */
@RestController
public class SettingsController {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final SettingsView settings;

    public SettingsController(SettingsView settings) {
        this.settings = settings;
    }

    /** The settings of all patterns, in the order of the patterns. */
    @GetMapping("/api/v1/settings")
    @Needs(Access.READ)
    public ResponseEntity<byte[]> all(HttpServletRequest request) {
        SensorScope scope = SensorScope.of(request);
        return json(new Page<>(
                known().all().stream()
                        .filter(document -> scope.allows(document.sensors()))
                        .map(SettingsItem::of)
                        .toList(),
                null));
    }

    /** The settings of a pattern. */
    @GetMapping("/api/v1/settings/{pattern}")
    @Needs(Access.READ)
    public ResponseEntity<byte[]> ofPattern(@PathVariable String pattern, HttpServletRequest request) {
        SensorPattern sensors = SensorScope.of(request).check(SettingsItem.pattern(pattern));
        SettingsDocument document = known().of(sensors);
        if (document == null) {
            throw SettingsItem.unknown(sensors);
        }
        return SettingsItem.of(document).response(HttpStatus.OK);
    }

    /** What applies to a sensor, field by field. */
    @GetMapping("/api/v1/sensors/{sensor}/settings")
    @Needs(Access.READ)
    public ResponseEntity<byte[]> ofSensor(@PathVariable String sensor, HttpServletRequest request) {
        String id = SensorScope.of(request).check(ListParameters.sensor(sensor));
        return json(EffectiveItem.of(id, known().effective(id)));
    }

    private SettingsView known() {
        if (!settings.caughtUp()) {
            throw new ProblemException(Problem.of(
                            503,
                            "settings-unavailable",
                            "The settings are not known yet",
                            "the settings have not been read from Kafka yet; retry shortly")
                    .retryAfter(RETRY_AFTER));
        }
        return settings;
    }

    private static ResponseEntity<byte[]> json(Object answer) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(Json.bytes(answer));
    }
}
