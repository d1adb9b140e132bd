package io.vigia.models.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.onnx.ModelBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainDefaultCommandTest {
    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    @Test
    void the_command_writes_a_bundle_that_the_loader_accepts() {
        assertThat(train("one")).isZero();

        try (var bundle = ModelBundle.load(folder.resolve("one"))) {
            assertThat(bundle.model().id()).isEqualTo("vigia-default@2");
            assertThat(bundle.model().manifest().rule()).isEqualTo(RuleSpec.Adaptive2.defaults());
        }
        assertThat(said.toString()).contains("epoch 1 of 1", "the same as the last value");
    }

    @Test
    void the_same_seed_writes_the_same_bytes_over_an_older_bundle() throws IOException {
        train("one");
        train("two");
        train("two");

        assertThat(folder.resolve("two")).isDirectoryNotContaining("glob:**.part");
        for (var file : new String[] {"model.onnx", "model.json"}) {
            assertThat(Files.readAllBytes(folder.resolve("two").resolve(file)))
                    .isEqualTo(Files.readAllBytes(folder.resolve("one").resolve(file)));
        }
    }

    @Test
    void numbers_below_one_are_refused_with_the_option_and_what_is_allowed() {
        assertThat(train("none", "--epochs", "0")).isEqualTo(2);

        assertThat(said.toString()).contains("--epochs", "0", "at least 1");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    private int train(String name, String... more) {
        var command = new CommandLine(new TrainDefaultCommand());
        command.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        command.setOverwrittenOptionsAllowed(true);
        var arguments = new java.util.ArrayList<>(java.util.List.of(
                "--out", folder.resolve(name).toString(), "--series", "5", "--windows", "20", "--epochs", "1"));
        arguments.addAll(java.util.List.of(more));
        return command.execute(arguments.toArray(String[]::new));
    }
}
