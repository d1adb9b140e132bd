package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vigia.testkit.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("containers")
@DisplayName("The image of the command")
class ToolsImageTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void has_the_models_commands_and_says_that_it_can_not_train() {
        assertThat(run("model", "check", "shipped")).contains("golden pairs", "OK: ");
        assertThatThrownBy(() ->
                        run("model", "train-default", "--series", "5", "--windows", "10", "--out", "/tmp/trained"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the image vigia/tools has no PyTorch");
    }

    private static String run(String... command) {
        return DockerCli.run(Stream.concat(
                        Stream.of("run", "--rm", "--read-only", "--tmpfs", "/tmp", "vigia/tools"), Stream.of(command))
                .toArray(String[]::new));
    }

    @Test
    void is_everything_in_one_container_whose_root_is_read_only_and_which_ends_when_it_is_told() throws Exception {
        int port = Machine.freePort();
        Instant started = Instant.now();
        String container = DockerCli.run(
                        "run",
                        "-d",
                        "-p",
                        "127.0.0.1:" + port + ":4000",
                        "--read-only",
                        "--tmpfs",
                        "/tmp",
                        "vigia/tools",
                        "up")
                .strip();
        try {
            Calls calls = Calls.to("http://127.0.0.1:" + port);
            await("a verdict")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> calls.get("/detectar?dato=21.5").statusCode() == 200);
            System.out.printf(
                    Locale.ROOT,
                    "tools up gives a verdict %.1f s after docker run%n",
                    Duration.between(started, Instant.now()).toMillis() / 1e3);
            await("the value")
                    .atMost(PATIENCE)
                    .until(() -> !calls.json("/listar").get("mediciones").isEmpty());
            DockerCli.run("stop", "--time", "40", container);
            assertThat(DockerCli.run("inspect", "--format", "{{.State.ExitCode}}", container)
                            .strip())
                    .as("exit code after SIGTERM")
                    .isIn("0", "143");
        } finally {
            DockerCli.run("rm", "-f", "-v", container);
        }
    }
}
