package io.vigia.e2e;

import io.vigia.testkit.QuickRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command of {@code ./vigia}, run to its end in a process of its own. */
record Program(int exitCode, String output) {
    /** {@code ./vigia model} with these variables and arguments. */
    static Program model(Map<String, String> variables, String... arguments) throws IOException {
        return run("vigia.model.jar", variables, arguments);
    }

    /** {@code ./vigia} with these variables and arguments. */
    static Program vigia(Map<String, String> variables, String... arguments) throws IOException {
        return run("vigia.jar", variables, arguments);
    }

    private static Program run(String jar, Map<String, String> variables, String... arguments) throws IOException {
        QuickRun.leavesOut("a program");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-jar",
                System.getProperty(jar)));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Program(process.waitFor(), output);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } finally {
            process.destroyForcibly();
        }
    }
}
