package io.vigia.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs that read OpenAPI documents, as {@code testing/testkit/fetch-openapi-clients.sh} lays them out. */
public final class OpenApiClients {
    private static final String HOME_VARIABLE = "VIGIA_TEST_OPENAPI_HOME";
    private static final int PATIENCE_MINUTES = 10;

    private final Path home;

    private OpenApiClients(Path home) {
        this.home = home;
    }

    /**
     * Finds them; without them, or without Node or Python, the test fails in CI and is left out elsewhere, loudly.
     *
     * @param unchecked what is not tried without them
     */
    public static OpenApiClients required(String unchecked) {
        Path home = CachedTools.home(HOME_VARIABLE, "openapi");
        if (!Files.exists(home.resolve("complete"))) {
            throw Machine.lacks("neither " + HOME_VARIABLE + " nor ~/.cache/vigia/openapi has what"
                    + " testing/testkit/fetch-openapi-clients.sh fetches. Run it. NOT CHECKED: " + unchecked);
        }
        for (String command : List.of("node", "python3")) {
            if (Machine.command(command).isEmpty()) {
                throw Machine.lacks(command + " is not installed. NOT CHECKED: " + unchecked);
            }
        }
        return new OpenApiClients(home);
    }

    /**
     * Runs a program of npm's.
     *
     * @param script below {@code node_modules}
     */
    public void node(Path folder, String script, String... arguments) {
        run(
                folder,
                Map.of(),
                command(
                        List.of(
                                "node",
                                home.resolve("node/node_modules/" + script).toString()),
                        arguments));
    }

    /** Runs openapi-generator. */
    public void generator(Path folder, String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        run(
                folder,
                Map.of(),
                command(List.of(java, "-jar", home.resolve("generator.jar").toString()), arguments));
    }

    /** Runs a Python program beside a generated client. */
    public void python(Path client, String... arguments) {
        String path = client + System.getProperty("path.separator") + home.resolve("python");
        run(client, Map.of("PYTHONPATH", path, "PYTHONDONTWRITEBYTECODE", "1"), command(List.of("python3"), arguments));
    }

    private static List<String> command(List<String> program, String... arguments) {
        return Stream.concat(program.stream(), Stream.of(arguments)).toList();
    }

    private static void run(Path folder, Map<String, String> variables, List<String> command) {
        try {
            Path output = Files.createTempFile(folder, "output", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(variables);
            Process process = builder.start();
            try {
                if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                    throw new AssertionError(String.join(" ", command) + " failed:\n"
                            + new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
                }
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
