package io.vigia.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.SensorId;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingsFileTest {
    @Test
    void times_may_be_iso_or_epoch_and_sensors_default_to_the_one_given() throws Exception {
        assertThat(read("""
                timestamp,value
                2014-04-01 00:00:00,1
                2014-04-01T00:00:00Z,2
                1396310400,3
                1396310400000,-4.5e-1
                """))
                .containsExactly(
                        new FileReading(2, "given", 1_396_310_400_000L, 1),
                        new FileReading(3, "given", 1_396_310_400_000L, 2),
                        new FileReading(4, "given", 1_396_310_400_000L, 3),
                        new FileReading(5, "given", 1_396_310_400_000L, -0.45));
    }

    @Test
    void columns_may_stand_in_any_order_with_quotes_a_byte_order_mark_and_windows_line_ends() throws Exception {
        assertThat(read("\uFEFF\"Sensor\", value ,TIMESTAMP\r\n\"boiler\",\"21.5\",\"2014-04-01\"\r\n\r\n"))
                .containsExactly(new FileReading(2, "boiler", 1_396_310_400_000L, 21.5));
    }

    @Test
    void another_header_is_refused_with_what_came_and_what_is_allowed() {
        assertThatThrownBy(() -> read("time,temp\n1,2\n"))
                .isInstanceOf(BadLineException.class)
                .hasMessageStartingWith(
                        "line 1: the header is 'time,temp'; must be a list of columns: value (or dato)");
        assertThatThrownBy(() -> read("sensor,value\na,2\n"))
                .hasMessageContaining("must have a column timestamp (or ts, time or datetime)");
        assertThatThrownBy(() -> read("ts;value\n1;2\n")).hasMessageContaining("separated by commas");
        assertThatThrownBy(() -> read("sensor,fecha,dato\na,2025-11-28 16:54:21,1\n"))
                .hasMessageContaining("fecha has no time zone");
        assertThatThrownBy(() -> read("1396310400,3\n")).hasMessageStartingWith("line 1: the header is");
        assertThatThrownBy(() -> read("")).hasMessageStartingWith("line 1: the file is empty");
    }

    @Test
    void a_bad_line_names_its_number_and_does_not_cost_its_neighbours() throws Exception {
        String text = "timestamp,sensor,value\n1,a,1\nsoon,a,2\n3,ä,3\n4,a,4;5\n5,a,NaN\n6,a\n-7,a,1\n8,a,8\n";
        try (ReadingsFile file = open(text.getBytes(StandardCharsets.UTF_8))) {
            List<String> seen = everything(file);
            assertThat(seen).hasSize(8);
            assertThat(seen.get(0)).isEqualTo("2 a 1.0");
            assertThat(seen.get(1)).startsWith("line 3: timestamp is 'soon'; must be");
            assertThat(seen.get(2)).startsWith("line 4: sensor is 'ä'; must be");
            assertThat(seen.get(3)).startsWith("line 5: value is '4;5'; must be");
            assertThat(seen.get(4)).startsWith("line 6: value is 'NaN'; must be");
            assertThat(seen.get(5)).startsWith("line 7: the line is '6,a'; must be 3 fields");
            assertThat(seen.get(6)).startsWith("line 8: timestamp is '-7'; must be");
            assertThat(seen.get(7)).isEqualTo("9 a 8.0");
        }
    }

    @Test
    void what_listar_answers_as_csv_is_read_back() throws Exception {
        String text = """
                sensor,ts,fecha,dato,prediccion,inferior,superior,puntuacion,anomalia
                boiler,1761438600000,2025-10-26 02:30:00+02:00,21.5,21.4,20.0,23.0,0.1,false
                boiler,1761442200000,2025-10-26 02:30:00+01:00,1.0E300,,,,,false
                """;
        assertThat(read(text))
                .containsExactly(
                        new FileReading(2, "boiler", 1_761_438_600_000L, 21.5),
                        new FileReading(3, "boiler", 1_761_442_200_000L, 1e300));
        try (ReadingsFile file = open(text.getBytes(StandardCharsets.UTF_8))) {
            assertThat(file.ignoredColumns())
                    .containsExactly("fecha", "prediccion", "inferior", "superior", "puntuacion", "anomalia");
        }
    }

    @Test
    void a_quoted_field_may_hold_commas_quotes_and_line_breaks() throws Exception {
        String text = "ts,note,value\r\n1000,\"a, \"\"b\"\"\r\n2000,phantom,99\r\n\",1\r\n3000, \"c\" ,2\r\n";
        assertThat(read(text))
                .containsExactly(new FileReading(2, "given", 1_000, 1), new FileReading(5, "given", 3_000, 2));
    }

    @Test
    void quotes_that_do_not_close_cost_their_line_alone() throws Exception {
        String text = "ts,note,value\n1000,\"never closed,1\n2000,b,2\n3000,\"x\"y,3\n4000,d,4\n";
        try (ReadingsFile file = open(text.getBytes(StandardCharsets.UTF_8))) {
            List<String> seen = everything(file);
            assertThat(seen).hasSize(4);
            assertThat(seen.get(0)).startsWith("line 2: the line is '1000,\"never closed,1'");
            assertThat(seen.get(1)).isEqualTo("3 given 2.0");
            assertThat(seen.get(2)).startsWith("line 4: the line is");
            assertThat(seen.get(3)).isEqualTo("5 given 4.0");
        }
    }

    @Test
    void a_line_of_any_length_does_not_stop_the_file() throws Exception {
        String text = "ts,value,note\n1000,1,\"" + "x".repeat(CsvRecords.LONGEST_RECORD) + "\n2000,2,"
                + "y".repeat(CsvRecords.LONGEST_RECORD) + "\n3000,3,z\n";
        try (ReadingsFile file = open(text.getBytes(StandardCharsets.UTF_8))) {
            List<String> seen = everything(file);
            assertThat(seen).hasSize(3);
            assertThat(seen.get(2)).isEqualTo("4 given 3.0");
        }
    }

    @Test
    void times_whose_unit_is_not_told_are_counted() throws Exception {
        try (ReadingsFile file = open("ts,value\n1,1\n1764348861,2\n".getBytes(StandardCharsets.UTF_8))) {
            everything(file);
            assertThat(file.assumedUnits()).isEqualTo(1);
        }
    }

    @Test
    void a_file_that_is_no_utf8_says_so() {
        byte[] latin1 = "timestamp,value\n1,2 °C\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> everything(open(latin1))).hasMessageContaining("not valid UTF-8");
    }

    @Test
    void a_survey_counts_all_and_keeps_the_first_ten_bad_lines(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("f.csv"), "timestamp,value\n1,1\n" + "x,1\n".repeat(12) + "2,2\n");
        FileSurvey survey = FileSurvey.of(file, "given");
        assertThat(survey.readings()).isEqualTo(2);
        assertThat(survey.badLines()).isEqualTo(12);
        assertThat(survey.firstBad()).hasSize(10);
    }

    @Property
    void arbitrary_bytes_are_readings_or_bad_lines_and_nothing_else(Draw draw) throws IOException {
        byte[] bytes = draw.bytes(0, 200);
        byte[] header = "timestamp,sensor,value\n".getBytes(StandardCharsets.UTF_8);
        byte[] both = new byte[header.length + bytes.length];
        System.arraycopy(header, 0, both, 0, header.length);
        System.arraycopy(bytes, 0, both, header.length, bytes.length);
        assertReadable(both);
        assertReadable(bytes);
    }

    @Property
    void what_looks_like_readings_is_read_as_they_were_written(Draw draw) throws Exception {
        List<Double> values = draw.list(1, 20, () -> draw.aDouble());
        long seed = draw.aLong();
        StringBuilder text = new StringBuilder("value,timestamp\n");
        List<Double> finite = values.stream().filter(Double::isFinite).toList();
        long start = Math.floorMod(seed, 4_000_000_000_000L) + 10_000_000_000L;
        for (int i = 0; i < finite.size(); i++) {
            text.append(finite.get(i)).append(',').append(start + i).append('\n');
        }
        List<FileReading> readings = read(text.toString());
        assertThat(readings).extracting(FileReading::value).isEqualTo(finite);
        assertThat(readings).allSatisfy(one -> assertThat(one.ts()).isEqualTo(start + one.line() - 2));
    }

    @Property
    void every_file_name_gives_a_valid_sensor(Draw draw) {
        String name = draw.text();
        String harmless = name.replace('/', 'x').replace('\0', 'x').replaceAll("[\\ud800-\\udfff]", "x");
        assertThat(SensorId.isValid(SensorName.of(Path.of(harmless + ".csv")))).isTrue();
    }

    private static void assertReadable(byte[] bytes) throws IOException {
        try (ReadingsFile file = open(bytes)) {
            boolean ended = false;
            while (!ended) {
                try {
                    FileReading reading = file.next();
                    ended = reading == null;
                    if (reading != null) {
                        assertThat(reading.value()).isFinite();
                        assertThat(reading.ts()).isNotNegative();
                        assertThat(SensorId.isValid(reading.sensor())).isTrue();
                    }
                } catch (BadLineException bad) {
                    assertThat(bad).hasMessageStartingWith("line ");
                    ended = bad.wholeFile();
                }
            }
        } catch (BadLineException header) {
            assertThat(header.wholeFile()).isTrue();
        }
    }

    private static List<String> everything(ReadingsFile file) throws IOException, BadLineException {
        List<String> seen = new ArrayList<>();
        boolean ended = false;
        while (!ended) {
            try {
                FileReading reading = file.next();
                ended = reading == null;
                if (reading != null) {
                    seen.add(reading.line() + " " + reading.sensor() + " " + reading.value());
                }
            } catch (BadLineException bad) {
                if (bad.wholeFile()) {
                    throw bad;
                }
                seen.add(bad.getMessage());
            }
        }
        return seen;
    }

    private static List<FileReading> read(String text) throws IOException, BadLineException {
        List<FileReading> readings = new ArrayList<>();
        try (ReadingsFile file = open(text.getBytes(StandardCharsets.UTF_8))) {
            for (FileReading reading = file.next(); reading != null; reading = file.next()) {
                readings.add(reading);
            }
        }
        return readings;
    }

    private static ReadingsFile open(byte[] bytes) throws IOException, BadLineException {
        return ReadingsFile.open(new ByteArrayInputStream(bytes), "given");
    }
}
