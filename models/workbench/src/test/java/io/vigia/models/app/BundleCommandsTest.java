package io.vigia.models.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCommandsTest {
    private final StringWriter said = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir
    private Path folder;

    private Path data = Path.of("");

    @BeforeEach
    void write() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        Random random = new Random(1);
        StringBuilder csv = new StringBuilder("timestamp,value\n");
        for (int row = 0; row < 700; row++) {
            csv.append(row * 60_000L + 100_000_000_000L)
                    .append(',')
                    .append(random.nextGaussian() + (row == 600 ? 40 : 0))
                    .append('\n');
        }
        Files.writeString(Files.createDirectories(data.resolve("a")).resolve("x.csv"), csv);
        Files.writeString(
                data.resolve("windows.json"), "{\"a/x.csv\": [[\"1973-03-03 19:46:40\", \"1973-03-03 19:50:40\"]]}");
    }

    private int run(String... arguments) {
        return ModelCommand.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }

    @Test
    void judge_prints_scores_and_writes_what_is_asked_for() {
        int code = run(
                "judge",
                "shipped",
                "--data",
                data.toString(),
                "--format",
                "nab",
                "--out",
                folder.resolve("out").toString(),
                "--trace",
                folder.resolve("trace").toString(),
                "--plots",
                folder.resolve("plots").toString());
        assertThat(errors.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(said.toString())
                .contains("1 series, 700 values, 1 windows")
                .containsPattern("NAB score, standard +100.00")
                .containsPattern("median delay, values +0");
        assertThat(folder.resolve("out/vigia-default/a/vigia-default_x.csv")).isRegularFile();
        assertThat(folder.resolve("trace/a/x.csv")).isRegularFile();
        assertThat(folder.resolve("plots/a/x.png")).isRegularFile();
    }

    @Test
    void judge_tells_several_bundles_apart_even_by_the_same_name() {
        assertThat(run(
                        "judge",
                        "shipped",
                        "shipped",
                        "--data",
                        data.toString(),
                        "--trace",
                        folder.resolve("t").toString()))
                .isZero();
        assertThat(said.toString()).contains("1-vigia-default@2", "2-vigia-default@2");
        assertThat(folder.resolve("t/1-vigia-default@2/a/x.csv")).isRegularFile();
        assertThat(folder.resolve("t/2-vigia-default@2/a/x.csv")).isRegularFile();
    }

    @Test
    void judge_wants_a_folder_for_result_files() {
        assertThat(run("judge", "shipped", "--data", data.toString(), "--format", "nab"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("--format nab requires --out DIR");
    }

    @Test
    void judge_gives_a_bundle_and_a_random_cut_forest_the_same_budget() {
        assertThat(run("judge", "shipped", "--data", data.toString(), "--budget", "15", "--beside", "rcf", "--widen"))
                .isZero();
        assertThat(errors.toString())
                .containsPattern("vigia-default@\\d+, threshold \\d+\\.\\d{3}: \\d+\\.\\d{2} alarms per 10,000 values")
                .contains("random-cut-forest, threshold 4.000: ");
        assertThat(said.toString())
                .containsPattern("all series +vigia-default@\\d+ +random-cut-forest")
                .containsPattern("windows found +1 +1")
                .containsPattern("alarms per 10,000 values +14.29 +14.29");
    }

    @Test
    void judge_refuses_a_budget_of_nothing_and_a_forest_without_one() {
        assertThat(run("judge", "shipped", "--data", data.toString(), "--budget", "0"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("--budget is invalid: received 0.0; must be above 0");
        assertThat(run("judge", "shipped", "--data", data.toString(), "--beside", "rcf"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("--beside rcf requires --budget");
    }

    @Test
    void check_says_that_the_shipped_bundle_is_good() {
        assertThat(run("check", "shipped")).isZero();
        assertThat(said.toString()).contains("golden pairs  all 11").contains("OK: vigia-default@2 is usable");
    }

    @Test
    void check_of_nothing_is_one_sentence_and_code_1() {
        assertThat(run("check", folder.resolve("nothing").toString())).isEqualTo(1);
        assertThat(errors.toString())
                .startsWith("vigia model: ")
                .contains("nothing")
                .contains("was not found");
    }

    @Test
    void list_names_the_shipped_bundle_and_broken_ones() throws IOException {
        Path broken = Files.createDirectories(folder.resolve("models/broken"));
        Files.writeString(broken.resolve("model.json"), "{}");
        Files.writeString(broken.resolve("model.onnx"), "");
        assertThat(run("list", folder.toString())).isZero();
        assertThat(said.toString())
                .contains("vigia-default@2")
                .contains("(not usable)")
                .contains("broken");
    }

    @Test
    void show_prints_the_card_of_the_shipped_bundle() {
        assertThat(run("show", "shipped")).isZero();
        assertThat(said.toString()).startsWith("# vigia-default@2").contains("## Limits");
    }

    @Test
    void compare_of_a_bundle_with_itself_finds_nothing() {
        assertThat(run("compare", "shipped", "shipped", "--data", data.toString()))
                .isZero();
        assertThat(said.toString()).contains("The verdicts are the same at all 700 values of 1 series.");
    }
}
