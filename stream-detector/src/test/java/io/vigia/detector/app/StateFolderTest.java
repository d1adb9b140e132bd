package io.vigia.detector.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The folder of the states on disk")
class StateFolderTest {
    @TempDir
    private Path folder;

    private Path store;
    private Path processId;
    private StateFolder states;

    @BeforeEach
    void a_run_that_opened_a_store() throws IOException {
        states = new StateFolder(folder);
        states.open();
        store = Files.createDirectories(folder.resolve("0_11/rocksdb/sensor-histories"))
                .resolve("000004.log");
        Files.writeString(store, "values");
        processId = folder.resolve("kafka-streams-process-metadata");
        Files.writeString(processId, "id");
    }

    @Test
    void loses_the_stores_of_a_run_that_was_killed_and_keeps_its_id() {
        states.open();
        assertThat(folder.resolve("0_11")).doesNotExist();
        assertThat(processId).hasContent("id");
    }

    @Test
    void keeps_the_stores_of_a_run_that_closed_them() throws IOException {
        states.closed();
        states.open();
        assertThat(store).hasContent("values");
    }

    @Test
    void loses_them_when_a_later_run_is_killed() throws IOException {
        states.closed();
        states.open();
        new StateFolder(folder).open();
        assertThat(folder.resolve("0_11")).doesNotExist();
    }

    @Test
    void need_not_exist() {
        new StateFolder(folder.resolve("not-yet")).open();
        assertThat(folder.resolve("not-yet")).doesNotExist();
    }
}
