package io.vigia.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command {@code docker}, and programs that call it, run to their end. */
final class DockerCli {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private DockerCli() {}

    /** What it prints; an {@link AssertionError} with that text if it fails. */
    static String run(String... arguments) {
        return run(Map.of(), List.of(arguments));
    }

    /** The same, with variables for the command. */
    static String run(Map<String, String> variables, List<String> arguments) {
        return program(
                variables,
                Stream.concat(Stream.of("docker"), arguments.stream()).toList());
    }

    /** What a program prints that calls it. */
    static String program(Map<String, String> variables, List<String> command) {
        try {
            Path output = Files.createTempFile("docker", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(variables);
            Process process = builder.start();
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + (ended ? " failed: " : " did not end: ") + text);
            }
            return text;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
