package io.vigia.cli.files;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.cli.kafka.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @TempDir
    Path folder;

    @Test
    void a_file_that_exists_is_replaced_by_force_alone() throws IOException {
        Path file = Files.writeString(folder.resolve("monday.vigia.gz"), "kept");

        assertThatThrownBy(() -> OutputFile.requireFree(file, false))
                .isInstanceOf(CommandFailedException.class)
                .hasMessage(file + " already exists; use --force to replace it, or give another name");
        assertThatCode(() -> OutputFile.requireFree(file, true)).doesNotThrowAnyException();
        assertThatCode(() -> OutputFile.requireFree(folder.resolve("tuesday"), false))
                .doesNotThrowAnyException();
    }

    @Test
    void a_place_where_no_file_can_be_is_told_before_any_work_is_done() {
        assertThatThrownBy(() -> OutputFile.requireFree(folder, true)).hasMessageContaining("it is a folder");
        assertThatThrownBy(() -> OutputFile.requireFree(folder.resolve("none/report.html"), false))
                .hasMessageContaining(folder.resolve("none") + " was not found");
    }
}
