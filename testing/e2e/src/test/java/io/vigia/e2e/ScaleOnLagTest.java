package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The loop that scales detectors on lag, with a docker that only remembers")
class ScaleOnLagTest {
    private static final Path SCRIPT =
            Path.of("..", "..", "swarm", "scale-on-lag.sh").toAbsolutePath();
    /** Answers from the files lags (a line for each look, the last one again and again) and replicas, which scaling writes. */
    private static final String DOCKER = """
            #!/bin/sh
            cd "$(dirname "$0")"
            case "$1 $2" in
                "ps --quiet") echo 0123456789ab ;;
                "exec 0123456789ab")
                    head -n 1 lags
                    [ "$(wc -l <lags)" -le 1 ] || sed -i 1d lags ;;
                "service inspect") cat replicas ;;
                "service scale") echo "$4" >>scaled; echo "${4##*=}" >replicas ;;
                *) echo "docker $*: not known here" >&2; exit 1 ;;
            esac
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void standIn() throws IOException {
        Path docker = Files.writeString(folder.resolve("docker"), DOCKER);
        assertThat(docker.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("scaled"), "");
        replicas(3);
    }

    @Test
    void adds_a_detector_for_each_look_that_finds_much_waiting() throws Exception {
        lags(25_000, 25_000, 9_000);
        run(3);
        assertThat(scaled()).containsExactly("vigia_stream-detector=4", "vigia_stream-detector=5");
    }

    @Test
    void adds_none_beyond_the_most() throws Exception {
        replicas(12);
        lags(25_000);
        run(2);
        assertThat(scaled()).isEmpty();
    }

    @Test
    void takes_one_away_only_when_little_waited_at_so_many_looks_in_a_row() throws Exception {
        lags(0, 0, 600, 0, 0, 0);
        run(5);
        assertThat(scaled()).isEmpty();
        lags(0);
        run(3);
        assertThat(scaled()).containsExactly("vigia_stream-detector=2");
    }

    @Test
    void takes_none_away_below_the_fewest() throws Exception {
        replicas(2);
        lags(0);
        run(6);
        assertThat(scaled()).isEmpty();
    }

    @Test
    void changes_nothing_and_says_so_when_prometheus_tells_no_lag() throws Exception {
        Files.writeString(folder.resolve("lags"), "\n");
        assertThat(run(2)).contains("Prometheus tells no lag");
        assertThat(scaled()).isEmpty();
    }

    @Test
    void reads_numbers_as_prometheus_writes_them() throws Exception {
        Files.writeString(folder.resolve("lags"), "{} => 1.2345678e+06 @[1795291254.1]\n");
        assertThat(run(1)).contains("lag 1234568: vigia_stream-detector=4");
    }

    private void replicas(int replicas) throws IOException {
        Files.writeString(folder.resolve("replicas"), replicas + "\n");
    }

    private void lags(int... lags) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int lag : lags) {
            lines.append("{} => ").append(lag).append(" @[1795291254.123]\n");
        }
        Files.writeString(folder.resolve("lags"), lines);
    }

    private List<String> scaled() throws IOException {
        return Files.readAllLines(folder.resolve("scaled"));
    }

    /** So many looks without a pause; what it says. */
    private String run(int looks) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", SCRIPT.toString()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        folder + ":" + System.getenv("PATH"),
                        "LOOKS",
                        Integer.toString(looks),
                        "EVERY",
                        "0",
                        "SETTLE",
                        "0",
                        "CALM",
                        "3"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
