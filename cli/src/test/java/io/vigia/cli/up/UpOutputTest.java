package io.vigia.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The messages of up")
class UpOutputTest {
    private final List<String> events = new ArrayList<>();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private void say(boolean json) {
        PrintStream print = new PrintStream(screen, true, StandardCharsets.UTF_8);
        PrintStream out = new UpOutput(() -> json, events::add, print).stream();
        out.println("Vigía is ready: http://localhost:4000/");
        out.println();
        out.printf("  %-10s %s%n", "docs", "/docs");
    }

    @Test
    void are_lines_in_a_terminal() {
        say(false);

        assertThat(events).isEmpty();
        assertThat(screen.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("Vigía is ready: http://localhost:4000/", "", "  docs       /docs");
    }

    @Test
    void are_log_events_where_the_log_is_json() {
        say(true);

        assertThat(events).containsExactly("Vigía is ready: http://localhost:4000/", "  docs       /docs");
        assertThat(screen.size()).isZero();
    }
}
