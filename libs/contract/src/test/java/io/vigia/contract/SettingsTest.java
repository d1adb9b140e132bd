package io.vigia.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import io.vigia.verdict.SeasonKind;
import io.vigia.verdict.WatchedSide;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Settings of sensors")
class SettingsTest {
    private static final Map<String, Object> ALL = Map.ofEntries(
            Map.entry("name", "Boiler 7"),
            Map.entry("unit", "°C"),
            Map.entry("place", "Hall «2»"),
            Map.entry("direction", "above"),
            Map.entry("minDeviation", 0.5),
            Map.entry("limits", Map.of("low", -4.0, "high", 90.0)),
            Map.entry("sensitivity", 2.0),
            Map.entry("coolDown", "PT10M"),
            Map.entry("adoptAfter", "never"),
            Map.entry("silentAfter", "PT1H"),
            Map.entry("season", "week"),
            Map.entry("zone", "Europe/Madrid"),
            Map.entry("muted", true));

    @Test
    void have_each_field_as_it_was_written() {
        SensorSettings settings = SensorSettings.of(ALL);

        assertThat(settings.json()).isEqualTo(ALL);
        assertThat(settings.json().keySet())
                .containsExactly(SettingField.names().split(", ", -1));
        assertThat(settings.direction()).isEqualTo(WatchedSide.ABOVE);
        assertThat(settings.limits()).isEqualTo(new Limits(-4, 90));
        assertThat(settings.coolDown()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.adoptAfter()).isEqualTo(Duration.ofMillis(Long.MAX_VALUE));
        assertThat(settings.season()).isEqualTo(SeasonKind.WEEK);
        assertThat(settings.zone()).isEqualTo(ZoneId.of("Europe/Madrid"));
        assertThat(settings.muted()).isTrue();
    }

    @Test
    void survive_the_wire_in_events_and_documents() {
        SensorPattern sensors = new SensorPattern("boiler-*");
        SensorSettings settings = SensorSettings.of(ALL);
        for (SettingsChange change :
                List.of(new SettingsChange("id", sensors, settings), new SettingsChange("id", sensors, null))) {
            byte[] json = EventJson.write((ReadingEvent) change);
            assertThat(ReadingRecord.read(null, json, 0)).isEqualTo(change);
            assertThatThrownBy(() -> ReadingRecord.read("boiler-*".getBytes(StandardCharsets.UTF_8), json, 0))
                    .hasMessageContaining("must be missing");
        }
        SettingsDocument document = new SettingsDocument("id", sensors, settings, 7);
        byte[] key = "boiler-*".getBytes(StandardCharsets.UTF_8);
        assertThat(SettingsRecord.read(key, EventJson.write(document)))
                .isEqualTo(new SettingsRecord(sensors, document));
        assertThat(SettingsRecord.read(key, null)).isEqualTo(new SettingsRecord(sensors, null));
        assertThatThrownBy(
                        () -> SettingsRecord.read("other".getBytes(StandardCharsets.UTF_8), EventJson.write(document)))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("'boiler-*'");
    }

    @Test
    void of_events_ignore_fields_of_newer_versions_and_name_an_invalid_one() {
        assertThat(read("{\"future\":{\"a\":[1,null,{}]},\"unit\":\"bar\",\"limits\":{\"low\":1,\"high\":null}}"))
                .isEqualTo(SensorSettings.of(Map.of("unit", "bar", "limits", Map.of("low", 1))));
        assertThatThrownBy(() -> read("{\"sensitivity\":9}"))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("sensitivity is 9.0; must be a number from 0.25 to 4");
        assertThatThrownBy(() -> read("7")).hasMessage("settings is 7; must be an object");
        assertThatThrownBy(() -> read("[".repeat(20) + "]".repeat(20))).isInstanceOf(InvalidEventException.class);
        assertThatThrownBy(() -> read("{\"x\":" + "[".repeat(20) + "]".repeat(20) + "}"))
                .hasMessageContaining("levels");
    }

    private static SensorSettings read(String settings) {
        String event = "{\"id\":\"i\",\"type\":\"settings\",\"sensors\":\"s\",\"settings\":" + settings + "}";
        ReadingEvent read = EventJson.readReading(event.getBytes(StandardCharsets.UTF_8));
        return ((SettingsChange) read).settings();
    }

    @Property(tries = 300)
    void of_a_sensor_are_those_of_the_patterns_that_match_field_by_field(Draw draw) {
        SettingsIndex index = new SettingsIndex();
        Map<SensorPattern, SensorSettings> all = new TreeMap<>(SensorPattern.RANK);
        for (int i = 0; i < 40; i++) {
            SensorPattern pattern = new SensorPattern(draw.text("ab*", 1, 5));
            if (draw.chance(1, 4)) {
                index.remove(pattern);
                all.remove(pattern);
            } else {
                SensorSettings settings = some(draw);
                index.put(pattern, settings);
                all.put(pattern, settings);
            }
        }
        for (int i = 0; i < 20; i++) {
            String sensor = draw.text("ab", 1, 6);
            Map<SettingField, Object> values = new HashMap<>();
            Map<SettingField, SensorPattern> origins = new HashMap<>();
            all.forEach((pattern, settings) -> settings.values().forEach((field, value) -> {
                if (matches(pattern.text(), sensor) && values.putIfAbsent(field, value) == null) {
                    origins.put(field, pattern);
                }
            }));
            EffectiveSettings effective = index.of(sensor);
            assertThat(effective.settings().values()).isEqualTo(values);
            assertThat(effective.origins()).isEqualTo(origins);
            assertThat(index.of(sensor)).isSameAs(effective);
        }
    }

    private static boolean matches(String pattern, String sensor) {
        return sensor.matches(pattern.replace("*", ".*"));
    }

    private static SensorSettings some(Draw draw) {
        List<String> names = new ArrayList<>(ALL.keySet());
        Map<String, Object> json = new HashMap<>();
        for (String name : names) {
            if (draw.aBoolean()) {
                json.put(name, name.equals("minDeviation") ? draw.anInt(0, 9) : ALL.get(name));
            }
        }
        return SensorSettings.of(json);
    }
}
