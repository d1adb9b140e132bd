package io.vigia.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path folder;

    private final NewKey one = NewKey.random(RANDOM);
    private final NewKey other = NewKey.random(RANDOM);
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("keys"), one.line(Set.of(Role.SEND), "one"));
    }

    @Test
    void a_changed_file_is_read_without_a_restart() throws IOException {
        try (ApiKeys keys = ApiKeys.watching(file)) {
            Files.writeString(file, other.line(Set.of(Role.READ), "other"));

            Awaitility.await().until(() -> keys.find(other.key()) != null);
            assertThat(keys.find(one.key())).isNull();
        }
    }

    @Test
    void a_change_that_leaves_size_and_time_as_they_were_is_seen() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        try (ApiKeys keys = ApiKeys.read(file)) {
            Files.writeString(file, other.line(Set.of(Role.SEND), "one"));
            Files.setLastModifiedTime(file, time);
            keys.look();

            assertThat(keys.find(one.key())).isNull();
            assertThat(keys.find(other.key())).isNotNull();
        }
    }

    @Test
    void a_file_that_breaks_leaves_the_keys_of_before_until_it_is_mended() throws IOException {
        try (ApiKeys keys = ApiKeys.read(file)) {
            for (String bad : new String[] {"", "send one", "\0", other.line(Set.of(Role.READ), "other") + "\nx"}) {
                Files.writeString(file, bad);
                keys.look();
                assertThat(keys.broken()).isTrue();
                assertThat(keys.find(one.key())).isNotNull();
                assertThat(keys.find(other.key())).isNull();
            }
            Files.delete(file);
            keys.look();
            assertThat(keys.broken()).isTrue();
            assertThat(keys.size()).isEqualTo(1);

            Files.writeString(file, other.line(Set.of(Role.READ), "other"));
            keys.look();
            assertThat(keys.broken()).isFalse();
            assertThat(keys.find(other.key())).isNotNull();
        }
    }

    @Test
    void a_file_that_went_and_came_back_as_it_was_is_whole_again() throws IOException {
        try (ApiKeys keys = ApiKeys.read(file)) {
            Path away = Files.move(file, folder.resolve("away"));
            keys.look();
            Files.move(away, file);
            keys.look();

            assertThat(keys.broken()).isFalse();
        }
    }

    @Test
    void a_start_without_keys_to_ask_for_is_refused_by_the_variable_s_name() throws IOException {
        assertThatThrownBy(() -> ApiKeys.read(folder.resolve("none")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("VIGIA_AUTH_KEYS_FILE is '" + folder.resolve("none") + "'; must be a readable");
        Files.writeString(file, "send one two\n");
        assertThatThrownBy(() -> ApiKeys.read(file))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("line 1 has an invalid SHA-256 as its last field");
    }
}
