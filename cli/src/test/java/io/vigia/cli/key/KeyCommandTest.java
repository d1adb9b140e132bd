package io.vigia.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.runtime.access.ApiKey;
import io.vigia.runtime.access.ApiKeys;
import io.vigia.runtime.access.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeyCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void its_line_lets_its_key_in_with_its_roles() throws IOException {
        assertThat(run("new", "--role", "send,read", "--name", "boiler-room")).isZero();
        String key = err.toString().strip();
        String line = out.toString().strip();
        try (ApiKeys keys = ApiKeys.watching(Files.writeString(folder.resolve("keys"), line))) {
            ApiKey found = keys.find(key);
            assertThat(found.name()).isEqualTo("boiler-room");
            assertThat(found.roles()).containsExactlyInAnyOrder(Role.SEND, Role.READ);
        }
        assertThat(line).startsWith("send,read boiler-room ").doesNotContain(key);
    }

    @Test
    void its_line_may_be_for_some_sensors_alone() {
        assertThat(run("new", "--role", "read", "--sensors", "boiler-*,pump-1", "--name", "panel"))
                .isZero();
        assertThat(out.toString()).startsWith("read boiler-*,pump-1 panel ");
        assertThat(run("new", "--role", "read", "--sensors", "a/b", "--name", "panel"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--sensors is 'a/b'; must be a sensor id in which * matches");
    }

    @Test
    void what_cant_be_a_role_or_a_name_is_refused() {
        assertThat(run("new", "--role", "write", "--name", "a")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--role is 'write'; must be send, read, operate or administer");
        assertThat(run("new", "--role", "send", "--name", "a b")).isEqualTo(2);
        assertThat(err.toString()).contains("--name is 'a b'; must be 1 to 64 characters from");
        assertThat(run("new", "--role", "send")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        return new CommandLine(new KeyCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
