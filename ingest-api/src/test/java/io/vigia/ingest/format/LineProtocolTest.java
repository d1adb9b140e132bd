package io.vigia.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Reading;
import io.vigia.contract.SensorId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Line protocol as Telegraf and others write it: which series become which sensors, and where a line ends. */
class LineProtocolTest {
    private static final long NOW = 1_764_348_861_000L;
    private static final Defaults DEFAULTS = new Defaults("default", false);

    private final ReadingRules rules = new ReadingRules(InstantSource.fixed(Instant.ofEpochMilli(NOW)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "boiler value=1|boiler",
                "cpu idle=1|cpu.idle",
                "temp,host=plant,sensor=core_0 temp=1|core_0.temp",
                "temp,host=plant,sensor=core_0 value=1|core_0",
                "cpu,host=plant,cpu=cpu0 idle=1|cpu:cpu:cpu0:host:plant.idle",
                "cpu,cpu=cpu0,host=plant value=1|cpu:cpu:cpu0:host:plant",
                "a\\ b\\,c value=1|a-b-c-91bb0a3ed6b2",
            })
    void a_series_is_its_measurement_and_its_tags(String line, String sensor) {
        List<String> sensors = sensors(null, line);

        assertThat(sensors).singleElement().satisfies(found -> {
            assertThat(SensorId.isValid(found)).isTrue();
            assertThat(found.replaceAll("-[0-9a-f]{12}", "-#")).isEqualTo(sensor.replaceAll("-[0-9a-f]{12}", "-#"));
        });
    }

    @Test
    void listed_tags_name_the_sensor_in_their_order() {
        assertThat(sensors(
                        List.of("host", "cpu"),
                        "cpu,cpu=cpu0,dc=x,host=plant idle=1\nmem,host=plant used=1\nm,cpu=c value=1\nn,dc=x value=1"))
                .containsExactly("cpu:plant:cpu0.idle", "mem:plant.used", "m::c", "n");
        assertThat(sensors(List.of(), "cpu,host=plant idle=1")).containsExactly("cpu.idle");
    }

    @Test
    void series_that_differ_never_share_a_sensor() {
        String longTag = "x".repeat(100);
        List<String> sensors = sensors(null, """
                m,a=x value=1
                m,b=x value=1
                m,a=x:b:y value=1
                m,a=x,b=y value=1
                m,a=/var value=1
                m,a=\\ var value=1
                m,a=%1$s value=1
                m,a=%1$sy value=1
                m,a=%1$s used=1
                m,a=%1$s free\\ bytes=1
                m,a=ñ value=1
                m,a=é value=1
                """.formatted(longTag));

        assertThat(sensors).doesNotHaveDuplicates().allMatch(SensorId::isValid);
        assertThat(sensors.get(8)).endsWith(".used");
    }

    @Test
    void five_values_on_three_cpus_are_fifteen_sensors() {
        StringBuilder body = new StringBuilder();
        for (String cpu : List.of("cpu0", "cpu1", "cpu-total")) {
            body.append("cpu,cpu=" + cpu + ",host=plant idle=1,user=2,system=3,nice=4,iowait=5 1764348860000000000\n");
        }
        assertThat(sensors(null, body.toString())).hasSize(15).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m,t=a\\\\ b value=1|a\\ b",
                "m,t=a\\\\\\ b value=1|a\\\\ b",
                "m,t=a\\\\,b value=1|a\\,b",
                "m,t=a\\\\=b value=1|a\\=b",
                "m,t=a\\b value=1|a\\b",
                "m,t=\"q\" value=1|\"q\"",
                "m,t=a\\n value=1|a\\n",
            })
    void a_backslash_escapes_what_ends_a_tag_and_is_itself_elsewhere(String line, String value) throws Exception {
        InfluxLines lines = new InfluxLines(line);

        assertThat(lines.advance()).isTrue();
        assertThat(lines.parse().tags()).containsExactly(new InfluxLine.Tag("t", value));
    }

    @Test
    void a_line_break_inside_quotes_does_not_begin_a_line() {
        List<Line> lines =
                lines("log msg=\"first\nphantom value=99\n\\\"\",value=1 1764348860000000000\r\nlast value=2");

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isInstanceOf(Line.Refused.class);
        assertThat(lines)
                .filteredOn(line -> line instanceof Line.Taken)
                .extracting(Line::number)
                .containsExactly(1, 4);
        assertThat(lines)
                .filteredOn(line -> line instanceof Line.Taken)
                .extracting(line -> ((Line.Taken) line).reading().sensor())
                .containsExactly("log", "last");
    }

    @Test
    void a_quote_that_never_closes_costs_its_line_alone() {
        List<Line> lines = lines("a v=\"x 1\nb value=1\nc value=2");

        assertThat(lines).extracting(Line::number).containsExactly(1, 2, 3);
        assertThat(lines.get(0)).isInstanceOf(Line.Refused.class);
        assertThat(lines.get(1)).isInstanceOf(Line.Taken.class);
    }

    @Test
    void comments_blank_lines_and_blanks_are_passed_over() {
        List<Line> lines = lines(
                "\uFEFF# a comment, with=\"\r\n\r\n \t m value=1 \r\n  # another\n\n\nn value=2  1764348860000000000  \r");

        assertThat(lines).allMatch(line -> line instanceof Line.Taken);
        assertThat(lines).extracting(Line::number).containsExactly(3, 7);
    }

    @ParameterizedTest
    @CsvSource({
        "1764348860,1764348860000",
        "1764348860123,1764348860123",
        "1764348860123999,1764348860123",
        "1764348860123999999,1764348860123",
    })
    void the_size_of_a_timestamp_tells_its_unit_whatever_the_precision(String timestamp, long ts) {
        for (Precision precision : Precision.values()) {
            ReadingFormat format = new InfluxReadings(rules, precision, new SeriesNames(null));
            assertThat(read(format, "m value=1 " + timestamp))
                    .singleElement()
                    .isInstanceOfSatisfying(Line.Taken.class, taken -> {
                        assertThat(taken.reading().ts()).isEqualTo(ts);
                        assertThat(taken.note()).isNull();
                    });
        }
    }

    @Test
    void a_timestamp_before_2001_is_read_by_the_precision_and_said() {
        ReadingFormat seconds = new InfluxReadings(rules, Precision.S, new SeriesNames(null));

        assertThat(read(seconds, "m value=1 631152000"))
                .singleElement()
                .isInstanceOfSatisfying(Line.Taken.class, taken -> {
                    assertThat(taken.reading().ts()).isEqualTo(631_152_000_000L);
                    assertThat(taken.note()).contains("1990-01-01T00:00:00Z");
                });
    }

    private List<String> sensors(@org.jspecify.annotations.Nullable List<String> tags, String body) {
        return read(new InfluxReadings(rules, Precision.NS, new SeriesNames(tags)), body).stream()
                .map(line -> ((Line.Taken) line).reading())
                .map(Reading::sensor)
                .toList();
    }

    private List<Line> lines(String body) {
        return read(new InfluxReadings(rules, Precision.NS, new SeriesNames(null)), body);
    }

    private static List<Line> read(ReadingFormat format, String body) {
        try {
            return format.read(body.getBytes(StandardCharsets.UTF_8), DEFAULTS).lines();
        } catch (MalformedBodyException refused) {
            throw new AssertionError(refused);
        }
    }
}
