package io.vigia.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
    private static final long NOW = 1_764_348_861_000L;
    private static final Defaults DEFAULTS = new Defaults("default", false);

    private final ReadingRules rules = new ReadingRules(InstantSource.fixed(Instant.ofEpochMilli(NOW)));
    private final ReadingFormat influx = new InfluxReadings(rules, Precision.NS, new SeriesNames(null));

    @Test
    void a_reading_without_a_time_gets_the_clocks() throws Exception {
        Reading reading = taken(new JsonReadings(rules), "{\"value\":1}").get(0);

        assertThat(reading.ts()).isEqualTo(NOW);
        assertThat(reading.sensor()).isEqualTo("default");
        assertThat(reading.id()).hasSize(36);
    }

    @Test
    void json_takes_every_field_and_passes_over_those_it_does_not_know() throws Exception {
        String body =
                "{\"x\":{\"value\":[9]},\"id\":\"a\",\"sensor\":\"s:1\",\"ts\":\"2025-11-28\",\"value\":-1e2,\"detect\":true}";
        Reading reading = taken(new JsonReadings(rules), body).get(0);

        assertThat(reading.id()).isEqualTo("a");
        assertThat(reading.sensor()).isEqualTo("s:1");
        assertThat(reading.ts()).isEqualTo(1_764_288_000_000L);
        assertThat(reading.value()).isEqualTo(-100);
        assertThat(reading.detect()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|value",
                "{\"value\":\"1,5\"}|value",
                "{\"value\":NaN}|value",
                "{\"value\":-Infinity}|value",
                "{\"value\":true}|value",
                "{\"value\":0x1F}|item",
                "{\"value\":1,\"value\":2}|value",
                "{'value':1}|item",
                "{\"value\":1]|item",
                "{\"value\":[1]}|value",
                "{\"value\":1e999}|value",
                "{\"value\":1,\"ts\":-1}|ts",
                "{\"value\":1,\"ts\":1.5}|ts",
                "{\"value\":1,\"ts\":true}|ts",
                "{\"value\":1,\"ts\":99999999999999999999}|ts",
                "{\"value\":1,\"ts\":1764349161001}|ts",
                "{\"value\":1,\"sensor\":\"\"}|sensor",
                "{\"value\":1,\"sensor\":7}|sensor",
                "{\"value\":1,\"id\":\"a b\"}|id",
                "{\"value\":1,\"detect\":1}|detect",
                "7|item",
                "[7]|item"
            })
    void json_that_is_no_reading_names_its_field_and_spares_its_neighbours(String json, String field) throws Exception {
        List<Line> lines = new JsonReadings(rules)
                .read(utf8("[{\"value\":1}," + json + ",{\"value\":2}]"), DEFAULTS)
                .lines();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(1))
                .isInstanceOfSatisfying(
                        Line.Refused.class,
                        refused -> assertThat(refused.reason().field()).isEqualTo(field));
        assertThat(lines.get(2)).isInstanceOf(Line.Taken.class);
    }

    @Test
    void five_minutes_ahead_is_still_taken() throws Exception {
        assertThat(taken(new JsonReadings(rules), "{\"value\":1,\"ts\":1764349161000}"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[{\"value\":1}", "[{\"value\":1}] 2", "{\"value\":1} {}", "nothing"})
    void what_is_no_json_says_so(String body) {
        assertThatThrownBy(() -> new JsonReadings(rules).read(utf8(body), DEFAULTS))
                .isInstanceOf(MalformedBodyException.class)
                .hasMessageContaining("JSON");
    }

    @Test
    void csv_finds_its_columns_by_name() throws Exception {
        CsvReadings csv = new CsvReadings(rules);

        assertThat(taken(csv, "\uFEFFTimestamp, Value\r\n2025-11-28 16:54:21, 72.5 \r\n\r\n"))
                .singleElement()
                .satisfies(reading -> assertThat(reading.ts()).isEqualTo(NOW))
                .satisfies(reading -> assertThat(reading.value()).isEqualTo(72.5));
        assertThat(taken(csv, "value,sensor,ts\n1,\"a\",\"2\"\n"))
                .singleElement()
                .satisfies(reading -> assertThat(reading.sensor()).isEqualTo("a"))
                .satisfies(reading -> assertThat(reading.ts()).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "timestamp", "value,value", "ts,timestamp,value", "value;ts", "\"value", "fecha,dato"})
    void another_csv_header_is_refused(String header) {
        assertThatThrownBy(() -> new CsvReadings(rules).read(utf8(header + "\n1,2\n"), DEFAULTS))
                .isInstanceOf(MalformedBodyException.class)
                .hasMessageContaining("header");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"5|line", "5,6,7|line", "\"5,6|line", "\"5\"x,6|line", "x,6|timestamp", "5,|value", "5,1.2.3|value"
            })
    void a_csv_line_that_is_no_reading_names_its_field(String line, String field) throws Exception {
        List<Line> lines = new CsvReadings(rules)
                .read(utf8("timestamp,value\n" + line + "\n5,6"), DEFAULTS)
                .lines();

        assertThat(lines.get(0)).isInstanceOfSatisfying(Line.Refused.class, refused -> {
            assertThat(refused.number()).isEqualTo(2);
            assertThat(refused.reason().field()).isEqualTo(field);
        });
        assertThat(lines.get(1)).isInstanceOf(Line.Taken.class);
    }

    @Test
    void an_influx_line_is_a_reading_for_each_field() throws Exception {
        List<Reading> readings = taken(
                influx,
                "# a comment\nweather,place=a\\ b,sensor=s1 value=1.5,hum=40i,raw=7u 1764348861000000000\nm value=2");

        assertThat(readings).extracting(Reading::sensor).containsExactly("s1", "s1.hum", "s1.raw", "m");
        assertThat(readings).extracting(Reading::value).containsExactly(1.5, 40.0, 7.0, 2.0);
        assertThat(readings).extracting(Reading::ts).containsOnly(NOW);
    }

    @Test
    void influx_fields_that_are_no_numbers_are_refused_one_by_one() throws Exception {
        List<Line> lines = influx.read(utf8("m value=1,a=true,b=\"x, =y\\\"\",c=1.5i,d=-1u,e=2 1"), DEFAULTS)
                .lines();

        assertThat(lines)
                .extracting(line ->
                        line instanceof Line.Refused refused ? refused.reason().field() : "")
                .containsExactly("", "a", "b", "c", "d", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m",
                "m ",
                "m value",
                "m value=",
                "m =1",
                ",t=1 value=1",
                "m,t value=1",
                "m, value=1",
                "m value=1 x",
                "m value=1 -5",
                "m value=1 5 5",
                "m value=\"1",
                "m value=1, 5",
                "m,a=b=c value=1"
            })
    void half_an_influx_line_is_refused(String line) throws Exception {
        assertThat(influx.read(utf8(line), DEFAULTS).lines()).singleElement().isInstanceOf(Line.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"ns,1764348861000999999", "us,1764348861000999", "ms,1764348861000", "s,1764348861"})
    void influx_timestamps_have_their_unit(String precision, String timestamp) throws Exception {
        InfluxReadings format = new InfluxReadings(rules, Precision.parse(precision), new SeriesNames(null));

        assertThat(taken(format, "m value=1 " + timestamp))
                .extracting(Reading::ts)
                .containsExactly(NOW);
    }

    @Test
    void a_byte_that_is_not_utf8_costs_its_line() throws Exception {
        byte[] latin = "s,value\nba\u00f1o,1\na,2\n".replace("s,", "sensor,").getBytes(StandardCharsets.ISO_8859_1);
        List<Line> lines = new CsvReadings(rules).read(latin, DEFAULTS).lines();

        assertThat(reason(lines.get(0)).rule()).isEqualTo(Rule.UTF8);
        assertThat(reason(lines.get(0)).received()).isEqualTo("byte 0xf1");
        assertThat(lines.get(1)).isInstanceOf(Line.Taken.class);

        byte[] influxLatin = "ba\u00f1o value=1\nb value=2".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(influx.read(influxLatin, DEFAULTS).lines().get(0)).isInstanceOf(Line.Refused.class);
        assertThat(influx.read(influxLatin, DEFAULTS).lines().get(1)).isInstanceOf(Line.Taken.class);

        byte[] json = "[{\"value\":1,\"id\":\"\u00f1\"},{\"value\":2}]".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(reason(new JsonReadings(rules).read(json, DEFAULTS).lines().get(0))
                        .received())
                .isEqualTo("byte 0xf1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Value\":1,\"Sensor\":\"s\",\"Timestamp\":\"2025-11-21T16:00:00Z\"}|s|1763740800000|",
                "{\"dato\":\"1\",\"datetime\":\"2025-11-21 16:00\",\"sensor\":\"s\"}|s|1763740800000|",
                "{\"value\":1,\"@timestamp\":1763740800,\"SENSOR\":\"s\"}|s|1763740800000|",
                "{\"value\":1,\"ts\":1763740800000,\"Time\":5,\"Value\":9,\"sensor\":\"s\",\"Sensor\":\"x\"}|s|1763740800000|",
                "{\"value\":1,\"date\":\"2025-11-21\",\"device\":{\"a\":[1]}}|default|1764348861000|date,device",
                "{\"value\":1,\"datetime\":\"21/11/2025\",\"Sensor\":\"a b\"}|default|1764348861000|datetime,Sensor",
                "{\"value\":1,\"Time\":[5],\"unit\":null}|default|1764348861000|Time"
            })
    void json_in_another_spelling_is_read_or_named(String json, String sensor, long ts, String ignored)
            throws Exception {
        for (ReadingFormat format : List.of(new JsonReadings(rules), new NdjsonReadings(rules))) {
            Records records = format.read(utf8(json), DEFAULTS);
            Reading reading = ((Line.Taken) records.lines().get(0)).reading();

            assertThat(reading.value()).isEqualTo(1);
            assertThat(reading.sensor()).isEqualTo(sensor);
            assertThat(reading.ts()).isEqualTo(ts);
            assertThat(String.join(",", records.ignored().names())).isEqualTo(ignored == null ? "" : ignored);
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip, 1f8b08000000", "zstd, 28b52ffd0458", "zip, 504b030414"})
    void a_body_that_is_packed_and_does_not_say_so_is_told_how(String packing, String bytes) {
        assertThatThrownBy(() -> Utf8.checkMark(HexFormat.of().parseHex(bytes)))
                .hasMessageContaining("the body is " + packing + " data; send it uncompressed")
                .hasMessageContaining("Content-Encoding: gzip");
        assertThatCode(() -> Utf8.checkMark(HexFormat.of().parseHex(bytes.substring(0, 2))))
                .doesNotThrowAnyException();
    }

    @Test
    void a_body_in_utf16_says_so() {
        assertThatThrownBy(() -> Utf8.checkMark("value\n1".getBytes(StandardCharsets.UTF_16)))
                .isInstanceOf(MalformedBodyException.class)
                .hasMessageContaining("UTF-16");
    }

    private static RejectedException reason(Line line) {
        return ((Line.Refused) line).reason();
    }

    private static List<Reading> taken(ReadingFormat format, String body) throws MalformedBodyException {
        return format.read(utf8(body), DEFAULTS).lines().stream()
                .map(line -> ((Line.Taken) line).reading())
                .toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
