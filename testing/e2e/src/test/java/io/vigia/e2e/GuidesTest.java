package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.testkit.StartsServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents tell people to type, as they write it, against everything in one process. */
@StartsServers
@DisplayName("A snippet of the documents")
class GuidesTest {
    /** Reads a file as its language does, without running it. */
    private static final Map<String, String> READERS = Map.of(
            "python", "import ast, sys; ast.parse(sys.stdin.read())",
            "toml", "import tomllib, sys; tomllib.loads(sys.stdin.read())");

    @TempDir
    static Path folder;

    private static ServiceProcess vigia;

    @BeforeAll
    static void start() {
        vigia = new ServiceProcess(
                        "up",
                        Map.of(
                                "VIGIA_KAFKA_PORT",
                                "0",
                                "TZ",
                                "UTC",
                                "INGEST_ACK_TIMEOUT_MS",
                                "60000",
                                "DETECT_WAIT_MS",
                                "60000"),
                        folder)
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        vigia.close();
    }

    static List<Guides.Snippet> snippets() throws IOException {
        return Guides.snippets();
    }

    @Test
    void is_marked_in_each_guide_that_has_any() throws IOException {
        assertThat(snippets())
                .extracting(snippet -> snippet.file().toString())
                .contains("README.md", "docs/send.md", "docs/es/instrucciones.md");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("snippets")
    void does_what_it_says(Guides.Snippet snippet) throws Exception {
        List<String> command = snippet.run()
                ? switch (snippet.language()) {
                    case "sh" -> List.of("bash", "-euo", "pipefail", "-s");
                    case "python" -> List.of("python3", "-");
                    default -> throw new AssertionError(snippet + " is of a language that is not run");
                }
                : List.of("python3", "-c", READERS.get(snippet.language()));
        Process process = new ProcessBuilder(command)
                .directory(Guides.ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try (var input = process.getOutputStream()) {
            if (snippet.language().equals("sh")) {
                // For people the answer says what is wrong; here the exit code must.
                input.write("curl() { command curl -fsS \"$@\"; }\n".getBytes(StandardCharsets.UTF_8));
            }
            input.write(here(snippet.text()).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.waitFor(120, TimeUnit.SECONDS))
                .as("%s ends", snippet)
                .isTrue();
        assertThat(process.exitValue())
                .as(() -> snippet + ":\n" + read(folder.resolve("output")))
                .isZero();
    }

    /** With the port of this test in place of the usual one. */
    private static String here(String text) {
        String port = Integer.toString(vigia.port());
        return text.replace("localhost:4000", "localhost:" + port)
                .replace("\"localhost\", 4000", "\"localhost\", " + port);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
