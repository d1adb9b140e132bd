package io.vigia.contract;

import io.vigia.verdict.SeasonKind;
import io.vigia.verdict.WatchedSide;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people have set for some sensors. Every field is optional.
 *
 * @param values the fields that are set; each value is valid for its field
 */
public record SensorSettings(Map<SettingField, Object> values) {
    /** Nothing is set. */
    public static final SensorSettings NONE = new SensorSettings(Map.of());

    public SensorSettings {
        EnumMap<SettingField, Object> copy = new EnumMap<>(SettingField.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads settings that people write.
     *
     * @param json the fields, as JSON; a field that is null is not set
     * @throws InvalidSensorSettingException if a field does not exist or is invalid
     */
    public static SensorSettings of(Map<?, ?> json) {
        json.keySet().stream()
                .map(String::valueOf)
                .filter(name -> SettingField.of(name).isEmpty())
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidSensorSettingException(name, null, "one of " + SettingField.names());
                });
        return known(json);
    }

    /**
     * Reads settings in events: fields that a newer version may have written are ignored.
     *
     * @throws InvalidSensorSettingException if a field is invalid
     */
    static SensorSettings known(Map<?, ?> json) {
        EnumMap<SettingField, Object> values = new EnumMap<>(SettingField.class);
        for (SettingField field : SettingField.values()) {
            Object given = json.get(field.wire());
            if (given != null) {
                Object value = field.read(given);
                if (value == null) {
                    throw new InvalidSensorSettingException(field.wire(), shown(given), field.allowed());
                }
                values.put(field, value);
            }
        }
        return new SensorSettings(values);
    }

    private static String shown(Object given) {
        String text = given.toString();
        return given instanceof String ? Excerpt.quote(text) : Excerpt.of(text, 80);
    }

    /** The fields that are set, as JSON, in the order of {@link SettingField}. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        values.forEach((field, value) -> json.put(field.wire(), field.write(value)));
        return json;
    }

    /** A field's value as JSON; null if it is not set. */
    public @Nullable Object json(SettingField field) {
        Object value = values.get(field);
        return value == null ? null : field.write(value);
    }

    /** Whether nothing is set. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** What people call the sensor; null if it is not set. */
    public @Nullable String name() {
        return (String) values.get(SettingField.NAME);
    }

    /** The unit of its values; null if it is not set. */
    public @Nullable String unit() {
        return (String) values.get(SettingField.UNIT);
    }

    /** Where the sensor is; null if it is not set. */
    public @Nullable String place() {
        return (String) values.get(SettingField.PLACE);
    }

    /** The side that counts; null if it is not set. */
    public @Nullable WatchedSide direction() {
        return (WatchedSide) values.get(SettingField.DIRECTION);
    }

    /** The smallest distance that counts, in the sensor's unit; null if it is not set. */
    public @Nullable Double minDeviation() {
        return (Double) values.get(SettingField.MIN_DEVIATION);
    }

    /** The values that the sensor may have; null if they are not set. */
    public @Nullable Limits limits() {
        return (Limits) values.get(SettingField.LIMITS);
    }

    /** What the threshold is divided by; null if it is not set. */
    public @Nullable Double sensitivity() {
        return (Double) values.get(SettingField.SENSITIVITY);
    }

    /** How long an incident goes on without an anomaly; null if it is not set. */
    public @Nullable Duration coolDown() {
        return (Duration) values.get(SettingField.COOL_DOWN);
    }

    /** After how long an incident is adopted; of {@link Long#MAX_VALUE} milliseconds: never; null if it is not set. */
    public @Nullable Duration adoptAfter() {
        return (Duration) values.get(SettingField.ADOPT_AFTER);
    }

    /** After how long the sensor is silent; of {@link Long#MAX_VALUE} milliseconds: never; null if it is not set. */
    public @Nullable Duration silentAfter() {
        return (Duration) values.get(SettingField.SILENT_AFTER);
    }

    /** The season; null if it is not set. */
    public @Nullable SeasonKind season() {
        return (SeasonKind) values.get(SettingField.SEASON);
    }

    /** The zone of the sensor's day; null if it is not set. */
    public @Nullable ZoneId zone() {
        return (ZoneId) values.get(SettingField.ZONE);
    }

    /** Whether nobody is notified. */
    public boolean muted() {
        return Boolean.TRUE.equals(values.get(SettingField.MUTED));
    }
}
