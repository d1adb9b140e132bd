package io.vigia.runtime.answer;

import io.vigia.contract.InvalidSensorSettingException;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.SensorSettings;
import io.vigia.contract.SettingsDocument;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * The settings of a pattern in answers.
 *
 * @param pattern the sensors
 * @param settings the fields that are set
 * @param etag of these settings, without quotation marks
 * @param updated when they were set, epoch milliseconds
 */
public record SettingsItem(String pattern, Map<String, Object> settings, String etag, long updated) {
    /** The settings of a document. */
    public static SettingsItem of(SettingsDocument document) {
        return new SettingsItem(document.sensors().text(), document.settings().json(), document.id(), document.at());
    }

    /**
     * Reads the pattern in a path.
     *
     * @throws ProblemException if it is not one
     */
    public static SensorPattern pattern(String text) {
        try {
            return new SensorPattern(text);
        } catch (IllegalArgumentException invalid) {
            throw new ProblemException(Problem.invalid("pattern", text, SensorPattern.ALLOWED), invalid);
        }
    }

    /**
     * Reads the fields of settings.
     *
     * @throws ProblemException if one is invalid
     */
    public static SensorSettings settings(Map<?, ?> fields) {
        try {
            return SensorSettings.of(fields);
        } catch (InvalidSensorSettingException invalid) {
            throw new ProblemException(
                    Problem.of(400, "invalid-field", "A field is invalid", String.valueOf(invalid.getMessage()))
                            .at(invalid.field(), invalid.received(), invalid.allowed()),
                    invalid);
        }
    }

    /** The problem of a pattern without settings. */
    public static ProblemException unknown(SensorPattern sensors) {
        return new ProblemException(Problem.of(
                        404,
                        "unknown-settings",
                        "No such settings",
                        "there are no settings of pattern '" + sensors + "'")
                .at("pattern", sensors.text(), "a pattern that /api/v1/settings lists"));
    }

    /** An answer with these settings only, and their {@code ETag}. */
    public ResponseEntity<byte[]> response(HttpStatus status) {
        return ResponseEntity.status(status)
                .eTag('"' + etag + '"')
                .contentType(MediaType.APPLICATION_JSON)
                .body(Json.bytes(this));
    }
}
