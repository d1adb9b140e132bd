package io.vigia.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void is_written_whole_over_what_was_there() throws IOException {
        Path file = Files.writeString(folder.resolve("report.html"), "a longer text than the new one");

        AtomicFile.write(file, "new".getBytes(StandardCharsets.UTF_8));

        assertThat(file).content().isEqualTo("new");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void leaves_nothing_behind_where_it_cannot_be() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("taken/full")).getParent();

        assertThatThrownBy(() -> AtomicFile.write(taken, new byte[1])).isInstanceOf(IOException.class);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(taken);
        }
    }
}
