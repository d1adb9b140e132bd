package io.vigia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./vigia test}: its options, and the report at its end. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has vigia.cmd")
class TestCommandTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path folder;

    private record Answer(int exit, String out) {}

    @Test
    void help_names_each_option() throws Exception {
        assertThat(run("bash", "../vigia", "help", "model").out()).contains("Usage: vigia model", "import", "deploy");
        assertThat(run("bash", "../vigia", "test", "--help").out())
                .contains("--quick", "--explore", "--seed", "--containers", "Exit code");
    }

    @Test
    void an_option_that_does_not_exist_is_a_usage_error() throws Exception {
        assertUsageError("'fast' is not an option", "fast");
        assertUsageError("--seed is 'x'; it must be a whole number", "--explore", "--seed", "x");
        assertUsageError("--seed is for --explore", "--seed", "1");
        assertUsageError("--quick and --explore can't be combined", "--quick", "--explore");
    }

    @Test
    void the_report_counts_every_outcome_and_names_failures_and_reasons() throws Exception {
        module("one", """
                <testsuite><testcase classname="a.ATest" name="passes"/>
                <testcase classname="a.ATest" name="fails"><failure message="1 is not 2&#10;at all" type="E">trace</failure></testcase>
                <testcase classname="a.ATest" name="breaks"><error type="java.io.IOException">trace</error></testcase>
                <testcase classname="a.BTest" name=""><skipped message="no kcat"/></testcase></testsuite>
                """);
        module("two", null);

        Answer answer = report("passed\tscripts\t\nskipped\tDockerfiles\tno kcat\nfailed\tformatting\tsee log\n");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.out().strip()).isEqualTo("""
                Skipped:
                  2: no kcat
                      a.BTest
                      Dockerfiles
                2 passed, 4 failed, 2 skipped
                FAILED a.ATest.breaks: java.io.IOException
                FAILED a.ATest.fails: 1 is not 2 at all
                FAILED formatting: see log
                FAILED two: no test ran""");
    }

    @Test
    void the_report_of_a_run_without_failures_ends_with_the_counts() throws Exception {
        module("one", "<testsuite><testcase classname='a.ATest' name='passes'/></testsuite>");
        assertThat(report("")).isEqualTo(new Answer(0, "\n1 passed, 0 failed, 0 skipped\n"));
    }

    private void module(String name, String report) throws IOException {
        Path module = folder.resolve(name);
        Files.createDirectories(module.resolve("src/test/java"));
        Files.createFile(module.resolve("pom.xml"));
        if (report != null) {
            Path reports = Files.createDirectories(module.resolve("target/surefire-reports"));
            Files.writeString(reports.resolve("TEST-a.xml"), report);
        }
    }

    private Answer report(String checks) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("checks"), checks);
        return run(JAVA, "../testing/TestReport.java", "--expect-all", folder.toString(), file.toString());
    }

    private static void assertUsageError(String because, String... options) throws Exception {
        String[] command = new String[options.length + 2];
        command[0] = "bash";
        command[1] = "../testing/test.sh";
        System.arraycopy(options, 0, command, 2, options.length);
        Answer answer = run(command);
        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.out()).isEqualTo("vigia test: " + because + "; './vigia test --help' lists what is valid\n");
    }

    private static Answer run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), out);
    }
}
