package io.vigia.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PlainWriterTest {
    @Test
    void control_characters_in_names_do_not_reach_the_terminal() {
        var terminal = new StringWriter();
        var writer = PlainWriter.to(terminal);

        writer.printf("layer '%s'%n", "\u001b[2J\u001b]0;title\u0007\u009b31m\u202eevil");
        writer.write("año\ttwo\r\n");
        writer.write(new char[] {'x', '\u001b', 'y'}, 1, 2);
        writer.write('\u0000');
        writer.flush();

        assertThat(terminal.toString())
                .isEqualTo("layer '?[2J?]0;title??31m?evil'" + System.lineSeparator() + "año\ttwo\r\n?y?");
    }
}
