package io.vigia.contract;

import io.vigia.verdict.SeasonKind;
import io.vigia.verdict.WatchedSide;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people may set for a sensor; each is optional. */
public enum SettingField {
    /** The name that people see instead of the id. */
    NAME("name", SettingType.text(100), null),
    /** The unit of the values, as people see it. */
    UNIT("unit", SettingType.text(20), null),
    /** Where the sensor is, for people. */
    PLACE("place", SettingType.text(100), null),
    /** Which side counts as an anomaly. */
    DIRECTION("direction", SettingType.word(WatchedSide.values()), "both"),
    /** Smallest distance from the prediction that counts, in the sensor's unit. */
    MIN_DEVIATION("minDeviation", SettingType.number(0, Double.MAX_VALUE, "a number from 0"), 0.0),
    /** The values outside are critical anomalies. */
    LIMITS("limits", SettingType.limits(), null),
    /** The threshold of the rule is divided by it. */
    SENSITIVITY("sensitivity", SettingType.number(0.25, 4, "a number from 0.25 to 4"), 1.0),
    /** How long readings must be normal before an incident is over. */
    COOL_DOWN("coolDown", SettingType.duration(Duration.ZERO), "PT5M"),
    /** After how long what is abnormal is the new normal. */
    ADOPT_AFTER("adoptAfter", SettingType.durationOrNever(Duration.ZERO), "PT24H"),
    /** After how long without a reading a sensor is silent. */
    SILENT_AFTER("silentAfter", SettingType.durationOrNever(Duration.ofSeconds(1)), null),
    /** The season that values are compared with. */
    SEASON("season", SettingType.word(SeasonKind.values()), "auto"),
    /** The zone of the sensor's day. */
    ZONE("zone", SettingType.zone(), "UTC"),
    /** True: nobody is notified. */
    MUTED("muted", SettingType.flag(), false);

    private final String wire;
    private final SettingType<?> type;
    private final @Nullable Object otherwise;

    SettingField(String wire, SettingType<?> type, @Nullable Object otherwise) {
        this.wire = wire;
        this.type = type;
        this.otherwise = otherwise;
    }

    /** The field's name in events and answers. */
    public String wire() {
        return wire;
    }

    /** The valid values, for messages. */
    public String allowed() {
        return type.allowed();
    }

    /** What applies where nobody has set it, as JSON; null: nothing, or what the sensor's own readings say. */
    public @Nullable Object otherwise() {
        return otherwise;
    }

    /** The field with this name. */
    public static Optional<SettingField> of(String wire) {
        return Arrays.stream(values()).filter(field -> field.wire.equals(wire)).findFirst();
    }

    /** All names, for messages. */
    public static String names() {
        return Arrays.stream(values()).map(SettingField::wire).collect(Collectors.joining(", "));
    }

    /** The value of its JSON; null if it is invalid. */
    @Nullable
    Object read(Object json) {
        return type.read().apply(json);
    }

    /** The JSON of a value that {@link #read} returned. */
    Object write(Object value) {
        return write(type, value);
    }

    @SuppressWarnings("unchecked") // Values come from the same type's read.
    private static <T> Object write(SettingType<T> type, Object value) {
        return type.write().apply((T) value);
    }
}
