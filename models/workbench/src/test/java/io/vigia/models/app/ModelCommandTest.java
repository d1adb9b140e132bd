package io.vigia.models.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ModelCommandTest {
    private static final Path HELP = Path.of("help.txt");

    private final StringWriter errors = new StringWriter();
    private final CommandLine command =
            ModelCommand.commandLine().addSubcommand(new Failing()).setErr(new PrintWriter(errors));

    @Test
    void what_a_user_can_change_is_one_sentence_and_code_1() {
        assertThat(command.execute("fail")).isEqualTo(1);
        assertThat(errors.toString()).isEqualToIgnoringNewLines("vigia model: x.csv: is empty. Give another.");
    }

    @Test
    void an_option_that_nobody_knows_is_a_sentence_and_code_2() {
        assertThat(command.execute("fail", "--nothing")).isEqualTo(2);
        assertThat(errors.toString())
                .startsWith("vigia model: Unknown option: '--nothing'")
                .endsWith("'vigia model fail --help' shows the usage." + System.lineSeparator())
                .doesNotContain("Usage:");
    }

    @Test
    void the_help_that_the_launcher_shows_without_a_build_is_the_programs_own() throws IOException {
        String usage = ModelCommand.commandLine().getUsageMessage();
        if (System.getProperty("help.write") != null) {
            Files.writeString(HELP, usage);
        }
        assertThat(Files.readString(HELP))
                .as("write it again: ./vigia test -pl models/workbench -am -Dtest=ModelCommandTest -Dhelp.write"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualToNormalizingNewlines(usage);
    }

    @Command(name = "fail")
    private static final class Failing implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new WorkbenchException("x.csv", "is empty", "Give another.");
        }
    }
}
