package io.vigia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Version;
import io.vigia.testkit.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What a user of the command line got wrong is said in a sentence, with what to do, and never as a stack trace. */
class WrongUseTest {
    private final StringWriter said = new StringWriter();
    private final CommandLine vigia = Vigia.commandLine().setErr(new PrintWriter(said));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        send                               | Missing required parameter: 'FILE.csv'
        send nowhere.csv                   | nowhere.csv is not a readable file
        send x.csv --sped 60x              | Unknown option
        send x.csv --url localhost:4000    | 'localhost:4000' is not a valid URL; must be like http://localhost:4000
        send x.csv --url http://           | 'http://' is not a valid URL
        send x.csv --query-url ftp://x     | 'ftp://x' is not a valid URL
        send x.csv --url http://a{b        | 'http://a{b' is not a valid URL
        send x.csv --wait soon             | 'soon' is not an int
        demo --url 4000                    | '4000' is not a valid URL
        snd                                | vigia send
        up --port 1                        | Unknown option
        replay run --from noon             | --from is 'noon'; must be a time of arrival
        replay run --to 3@x                | --to is '3@x'; must be a time of arrival
        replay run --lead 2h               | --lead is '2h'; a duration requires --from to be a time
        replay run --sensors a/b           | --sensors is 'a/b'; must be a sensor id
        replay run --speed fast            | --speed is 'fast'; must be a number followed by x
        replay run --into a/b              | --into is 'a/b'; it must be 1 to 64 characters
        replay continue a/b                | PREFIX is 'a/b'; it must be 1 to 64 characters
        replay delete                      | Missing required parameter: 'PREFIX'
        replay                             | a command is missing: vigia replay run, continue, report or delete
        store                              | a command is missing: vigia store rebuild
        mdoel                              | vigia model
        record                             | Missing required option: '--out=FILE'
        incidents --severity bad           | 'bad' is not a severity; must be low, medium, high or critical
        incidents --sensor a/b             | --sensor is 'a/b'; must be a sensor id
        incidents a~1 --all                | --sensor, --severity and --all select from the list; omit them with ID
        dlq                                | missing command; must be vigia dlq list, show, correct or redrive
        """)
    void is_a_sentence_and_not_the_whole_usage(String words, String sentence) {
        assertThat(vigia.execute(words.split(" "))).isEqualTo(2);
        assertThat(said.toString())
                .startsWith("vigia: ")
                .contains(sentence, "--help' shows the usage.")
                .doesNotContain("Usage:", "\tat ");
        assertThat(said.toString().lines()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void no_command_at_all_shows_what_there_is() {
        assertThat(vigia.execute()).isEqualTo(2);
        assertThat(said.toString()).contains("Usage: vigia", "demo", "send", "vigia model");
    }

    @Test
    void help_and_the_version_are_there_in_every_spelling() {
        StringWriter out = new StringWriter();
        vigia.setOut(new PrintWriter(out));
        assertThat(vigia.execute("help")).isZero();
        assertThat(vigia.execute("help", "send")).isZero();
        assertThat(vigia.execute("--version")).isZero();
        assertThat(out.toString())
                .contains("Usage: vigia ", "model", "test", "Usage: vigia send", "vigia " + Version.BUILD);
        assertThat(Version.BUILD).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void an_address_where_nobody_answers_is_told_at_once() throws IOException {
        Path file = Files.writeString(folder.resolve("pump.csv"), "timestamp,value\n1,1\n");
        String url = "http://localhost:" + Machine.freePort();
        for (String[] words : new String[][] {{"send", file.toString(), "--url", url}, {"demo", "--url", url}}) {
            assertThat(vigia.execute(words)).isEqualTo(1);
            assertThat(said.toString()).contains("vigia: nothing is listening at " + url, "./vigia up", "--url");
            said.getBuffer().setLength(0);
        }
    }
}
