package io.vigia.ingest.http;

import io.vigia.contract.SensorPattern;
import io.vigia.contract.SensorSettings;
import io.vigia.contract.SettingField;
import io.vigia.contract.SettingsDocument;
import io.vigia.ingest.kafka.ReadingLog;
import io.vigia.ingest.kafka.SettingsLog;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.answer.SettingsItem;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import io.vigia.runtime.security.SensorScope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Changes the settings of sensors, for programs. */
@RestController
public final class SettingsController {
    /** Each reader of the settings keeps all of them in memory. */
    private static final int MOST_PATTERNS = 10_000;

    private final JsonObjects bodies;
    private final KafkaAway kafka;
    private final SettingsLog settings;

    /** @param readings says whether the topics exist */
    public SettingsController(BodyReader bodies, ReadingLog readings, SettingsLog settings) {
        this.bodies = new JsonObjects(bodies, "{\"unit\": \"bar\"}");
        this.kafka = new KafkaAway(readings, "settings");
        this.settings = settings;
    }

    /** Replaces all settings of a pattern. */
    @PutMapping("/api/v1/settings/{pattern}")
    @Needs(Access.ADMINISTER)
    public ResponseEntity<byte[]> replace(
            @PathVariable String pattern,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String ifNoneMatch,
            HttpServletRequest request) {
        SensorPattern sensors = SensorScope.of(request).check(SettingsItem.pattern(pattern));
        SensorSettings wanted = SettingsItem.settings(bodies.read(request));
        Preconditions expected = new Preconditions(ifMatch, ifNoneMatch);
        SettingsLog.Change change = kafka.change(() -> settings.change(sensors, wanted, (former, all) -> {
            expected.check(former);
            checkNumber(former, all);
            all.values().forEach(other -> checkTie(sensors, wanted, other));
        }));
        HttpStatus status = change.former() == null ? HttpStatus.CREATED : HttpStatus.OK;
        return SettingsItem.of(Objects.requireNonNull(change.current())).response(status);
    }

    /** Removes all settings of a pattern; answers with what they were. */
    @DeleteMapping("/api/v1/settings/{pattern}")
    @Needs(Access.ADMINISTER)
    public ResponseEntity<byte[]> remove(
            @PathVariable String pattern,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            HttpServletRequest request) {
        SensorPattern sensors = SensorScope.of(request).check(SettingsItem.pattern(pattern));
        Preconditions expected = new Preconditions(ifMatch, null);
        SettingsLog.Change change = kafka.change(() -> settings.change(sensors, null, (former, all) -> {
            expected.check(former);
            if (former == null) {
                throw SettingsItem.unknown(sensors);
            }
        }));
        return SettingsItem.of(Objects.requireNonNull(change.former())).response(HttpStatus.OK);
    }

    private static void checkNumber(@Nullable SettingsDocument former, Map<String, SettingsDocument> all) {
        if (former == null && all.size() >= MOST_PATTERNS) {
            throw new ProblemException(Problem.of(
                    409,
                    "too-many-settings",
                    "Too many patterns have settings",
                    MOST_PATTERNS
                            + " patterns have settings, which is the limit; nothing was changed; delete some, or use"
                            + " * in patterns"));
        }
    }

    /** Which of the two applies to a sensor that both match would be arbitrary. */
    private static void checkTie(SensorPattern sensors, SensorSettings wanted, SettingsDocument other) {
        if (!sensors.ties(other.sensors())) {
            return;
        }
        Set<SettingField> both = EnumSet.noneOf(SettingField.class);
        both.addAll(wanted.values().keySet());
        both.retainAll(other.settings().values().keySet());
        if (!both.isEmpty()) {
            String fields = both.stream().map(SettingField::wire).collect(Collectors.joining(", "));
            throw new ProblemException(Problem.of(
                    409,
                    "settings-conflict",
                    "The settings conflict with those of another pattern",
                    sensors + " and " + other.sensors()
                            + " match some of the same sensors, with equally long prefixes, and"
                            + " both set " + fields
                            + "; nothing was changed; remove the field from one of them, or use a"
                            + " longer prefix"));
        }
    }
}
