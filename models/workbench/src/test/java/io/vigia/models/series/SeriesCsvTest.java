package io.vigia.models.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.models.WorkbenchException;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesCsvTest {
    @TempDir
    Path folder;

    @Test
    void sensors_are_parted_and_their_rows_stay_in_the_order_of_the_file() throws IOException {
        var series = SeriesCsv.read(file("plant.csv", """
                timestamp,sensor,value
                1970-01-01 00:00:10,pump,1
                20000000000,fan,5
                1970-01-01T00:00:09Z,pump,2
                """));

        assertThat(series).extracting(Series::sensor).containsExactly("pump", "fan");
        assertThat(series.get(0).times()).containsExactly(10_000, 9_000);
        assertThat(series.get(0).values()).containsExactly(1, 2);
        assertThat(series.get(1).times()).containsExactly(20_000_000_000L);
    }

    @Test
    void a_file_without_sensors_is_one_series_named_after_it() throws IOException {
        assertThat(SeriesCsv.read(file("boiler 3.csv", "value,timestamp\n7,1\n")))
                .extracting(Series::sensor)
                .containsExactly("boiler-3");
    }

    @Test
    void a_line_that_is_no_reading_refuses_the_file_with_its_place() throws IOException {
        assertRefused("timestamp,value\n1,2\n2,n/a\n", "line 3: value is 'n/a'; must be", "remove the line");
        assertRefused("timestamp,value\nsoon,2\n", "line 2: timestamp is 'soon'");
        assertRefused("timestamp,value\n1,NaN\n", "line 2: value is 'NaN'");
        assertRefused("timestamp,value\n1;2\n", "line 2: the line is '1;2'");
        assertRefused("time,temp\n1,2\n", "line 1: the header is 'time,temp'");
        assertRefused("", "line 1: the file is empty");
        assertRefused("timestamp,value\n\n", "has a header but no readings");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> SeriesCsv.read(folder.resolve("none.csv")))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("none.csv");
        assertThatThrownBy(() -> SeriesCsv.read(folder)).isInstanceOf(WorkbenchException.class);
    }

    @Test
    void a_million_rows_are_read() throws IOException {
        Path file = folder.resolve("long.csv");
        try (var lines = Files.newBufferedWriter(file)) {
            lines.write("timestamp,value\n");
            for (int row = 0; row < 1_000_000; row++) {
                lines.write((1_700_000_000_000L + row) + "," + row + ".5\n");
            }
        }

        var series = SeriesCsv.read(file).get(0);

        assertThat(series.length()).isEqualTo(1_000_000);
        assertThat(series.values()[999_999]).isEqualTo(999_999.5);
    }

    @Property(tries = 200)
    void arbitrary_bytes_are_series_or_one_clear_error(Draw draw) throws IOException {
        byte[] bytes = draw.bytes(0, 100);
        Path file = Files.createTempFile("fuzz", ".csv");
        try {
            byte[] header = "timestamp,value\n".getBytes(StandardCharsets.UTF_8);
            Files.write(file, header);
            Files.write(file, bytes, java.nio.file.StandardOpenOption.APPEND);
            assertThat(SeriesCsv.read(file)).isNotEmpty();
        } catch (WorkbenchException refused) {
            assertThat(refused).hasMessageContaining(file.toString());
        } finally {
            Files.delete(file);
        }
    }

    private void assertRefused(String text, String... parts) throws IOException {
        Path file = file("bad.csv", text);
        assertThatThrownBy(() -> SeriesCsv.read(file))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("bad.csv")
                .hasMessageContainingAll(parts);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
