package io.vigia.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Decimals;
import io.vigia.contract.Reading;
import io.vigia.contract.SensorId;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Whatever comes, a format answers with lines or refuses the body; what it takes obeys every rule. */
class FormatsPropertyTest {
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        " ",
        "\n",
        "\r\n",
        "=",
        "\\",
        "\"value\":",
        "\"sensor\":",
        "\"ts\":",
        "value",
        "sensor",
        "timestamp",
        "value=",
        "sensor=",
        "ts",
        "1",
        "-",
        "1.5",
        "1e400",
        "e",
        "i",
        "u",
        "#",
        "null",
        "true",
        "NaN",
        "m",
        "2025-11-28T16:54:21Z",
        "1764348861000",
        "\uFEFF",
        "ñ"
    };
    private static final long NOW = 1_764_348_861_000L;
    private static final Defaults DEFAULTS = new Defaults("default", false);

    private final ReadingRules rules = new ReadingRules(InstantSource.fixed(Instant.ofEpochMilli(NOW)));
    private final List<ReadingFormat> formats = List.of(
            new JsonReadings(rules),
            new NdjsonReadings(rules),
            new CsvReadings(rules),
            new InfluxReadings(rules, Precision.NS, new SeriesNames(null)),
            new InfluxReadings(rules, Precision.S, new SeriesNames(List.of("a"))));

    @Property
    void any_bytes_are_lines_or_refused(Draw draw) {
        byte[] body = draw.bytes();
        formats.forEach(format -> check(format, body));
    }

    @Property(tries = 3_000)
    void anything_that_looks_like_a_body_is_lines_or_refused(Draw draw) {
        String body = String.join("", draw.list(0, 30, () -> draw.of(PIECES)));
        formats.forEach(format -> check(format, body.getBytes(StandardCharsets.UTF_8)));
    }

    @Property
    void a_number_is_read_as_java_reads_it(Draw draw) {
        String text = number(draw);
        assertThat(Decimals.parse(text)).isEqualTo(Double.parseDouble(text));
    }

    private static String number(Draw draw) {
        return switch (draw.anInt(0, 2)) {
            case 0 -> draw.of("0", "-0", "+1", ".5", "5.", "-0.0", "1e-400", "000.100", "1E5", "9e+2");
            case 1 -> BigDecimal.valueOf(draw.aLong(), draw.anInt(0, 30)).toPlainString();
            default -> Double.toString(draw.aDouble());
        };
    }

    @Property
    void a_text_that_is_no_number_is_none(Draw draw) {
        String text = draw.text();
        if (!text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?")) {
            assertThat(Decimals.parse(text)).isNaN();
        }
    }

    @Property
    void every_form_keeps_every_reading(Draw draw) throws MalformedBodyException {
        List<Double> values = draw.list(0, 20, draw::aDouble);
        StringBuilder ndjson = new StringBuilder();
        StringBuilder csv = new StringBuilder("ts,value\n");
        StringBuilder influx = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            ndjson.append("{\"ts\":" + i + ",\"value\":" + values.get(i) + "}\n");
            csv.append(i + "," + values.get(i) + "\n");
            influx.append("default value=" + values.get(i) + " " + i * 1_000_000L + "\n");
        }
        String json = "[" + ndjson.toString().strip().replace("\n", ",") + "]";

        assertThat(values(formats.get(0), json)).isEqualTo(values);
        assertThat(values(formats.get(1), ndjson.toString())).isEqualTo(values);
        assertThat(values(formats.get(2), csv.toString())).isEqualTo(values);
        assertThat(values(formats.get(3), influx.toString())).isEqualTo(values);
    }

    private static List<Double> values(ReadingFormat format, String body) throws MalformedBodyException {
        List<Double> values = new ArrayList<>();
        for (Line line :
                format.read(body.getBytes(StandardCharsets.UTF_8), DEFAULTS).lines()) {
            values.add(((Line.Taken) line).reading().value());
        }
        return values;
    }

    private static void check(ReadingFormat format, byte[] body) {
        try {
            int last = 0;
            for (Line line : format.read(body, DEFAULTS).lines()) {
                assertThat(line.number()).isGreaterThanOrEqualTo(last);
                last = line.number();
                if (line instanceof Line.Taken taken) {
                    obeysTheRules(taken.reading());
                }
            }
        } catch (MalformedBodyException refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
        }
    }

    private static void obeysTheRules(Reading reading) {
        assertThat(reading.value()).isFinite();
        assertThat(SensorId.isValid(reading.sensor())).isTrue();
        assertThat(reading.ts()).isBetween(0L, NOW + Reading.MAX_AHEAD_MS);
    }
}
