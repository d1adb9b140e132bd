package io.vigia.models.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vigia.models.WorkbenchException;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {
    private static final long[] TIMES = {0, 60_000, 120_000, 120_000, 180_000};

    @TempDir
    private Path folder;

    private Labels labels(String json) throws IOException {
        return Labels.read(Files.writeString(folder.resolve("windows.json"), json));
    }

    @Test
    void windows_become_rows_with_both_ends() throws IOException {
        Labels labels = labels("{\"a/b.csv\": [[\"1970-01-01 00:01:00.000000\", \"1970-01-01 00:02:00\"]]}");
        assertThat(labels.windows("a/b.csv", TIMES)).containsExactly(new RowWindow(1, 2));
    }

    @Test
    void times_between_rows_take_the_rows_inside() throws IOException {
        Labels labels = labels("{\"b.csv\": [[\"1970-01-01 00:00:30\", \"1970-01-01 00:02:30\"]]}");
        assertThat(labels.windows("b.csv", TIMES)).containsExactly(new RowWindow(1, 3));
    }

    @Test
    void a_single_file_is_found_by_the_end_of_its_name() throws IOException {
        assertThat(labels("{\"a/b.csv\": []}").windows("b.csv", TIMES)).isEmpty();
    }

    @Test
    void a_series_without_labels_is_refused_by_name() throws IOException {
        Labels labels = labels("{}");
        assertThatThrownBy(() -> labels.windows("b.csv", TIMES))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("does not name the series 'b.csv'");
    }

    @Test
    void a_window_outside_the_series_is_refused() throws IOException {
        Labels labels = labels("{\"b.csv\": [[\"1980-01-01 00:00:00\", \"1980-01-01 00:01:00\"]]}");
        assertThatThrownBy(() -> labels.windows("b.csv", TIMES)).hasMessageContaining("has no row");
    }

    @Test
    void windows_that_overlap_are_refused() throws IOException {
        Labels labels = labels("{\"b.csv\": [[\"1970-01-01 00:00:00\", \"1970-01-01 00:01:00\"],"
                + " [\"1970-01-01 00:01:00\", \"1970-01-01 00:02:00\"]]}");
        assertThatThrownBy(() -> labels.windows("b.csv", TIMES)).hasMessageContaining("overlaps the previous window");
    }

    @Test
    void another_shape_is_refused_with_its_place() {
        assertThatThrownBy(() -> labels("{\"b.csv\": [[\"1970-01-01\"]]}"))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("windows.json")
                .hasMessageContaining("window 0 of 'b.csv'");
        assertThatThrownBy(() -> labels("{\"b.csv\": [[\"soon\", \"later\"]]}"))
                .hasMessageContaining("has the invalid time \"soon\"");
    }

    @Property(tries = 300)
    void arbitrary_bytes_are_read_or_refused(Draw draw) throws IOException {
        byte[] bytes = draw.bytes();
        Path file = Files.createTempFile("labels", ".json");
        try {
            Files.write(file, bytes);
            Throwable thrown = catchThrowable(() -> Labels.read(file));
            assertThat(thrown == null || thrown instanceof WorkbenchException)
                    .as("%s", thrown)
                    .isTrue();
        } finally {
            Files.delete(file);
        }
    }
}
