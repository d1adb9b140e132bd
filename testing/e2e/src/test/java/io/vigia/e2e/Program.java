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
        QuickRun.leavesOut("a program");
        return run(List.of(), System.getProperty("vigia.model.jar"), variables, arguments);
    }

    /** {@code ./vigia} with these variables and arguments. */
    static Program vigia(Map<String, String> variables, String... arguments) throws IOException {
        QuickRun.leavesOut("a program");
        String jar = System.getProperty("vigia.jar");
        return run(ClassArchive.options(Path.of(jar)), jar, variables, arguments);
    }

    private static Program run(List<String> options, String jar, Map<String, String> variables, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(ServiceProcess.JAVA);
        command.addAll(options);
        command.addAll(List.of("-jar", jar));
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
