package io.vigia.cli.up;

import io.vigia.runtime.settings.WebSettings;
import io.vigia.settings.LogFormat;
import io.vigia.settings.Variables;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of {@code vigia up}: lines for people, or log events where the log is JSON, so that a log collector finds one
 * JSON object on every line.
 */
final class UpOutput {
    private static final Logger LOG = LoggerFactory.getLogger(UpCommand.class);

    private final BooleanSupplier json;
    private final PrintStream stream;

    /** @param json whether the log is JSON; asked at each line, because the settings are checked later */
    UpOutput(BooleanSupplier json, Consumer<String> events, PrintStream screen) {
        this.json = json;
        this.stream = new PrintStream(
                new Lines(line -> {
                    if (!json.getAsBoolean()) {
                        screen.println(line);
                    } else if (!line.isBlank()) {
                        events.accept(line);
                    }
                }),
                true,
                StandardCharsets.UTF_8);
    }

    /** The output as the variables say. */
    static UpOutput of(Variables variables) {
        return new UpOutput(
                () -> WebSettings.LOG_FORMAT.from(variables).decided() == LogFormat.JSON, LOG::info, System.out);
    }

    boolean isJson() {
        return json.getAsBoolean();
    }

    PrintStream stream() {
        return stream;
    }

    /** Passes on what is written, line by line. */
    private static final class Lines extends OutputStream {
        private final Consumer<String> lines;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(Consumer<String> lines) {
            this.lines = lines;
        }

        @Override
        public void write(int b) {
            if (b == '\n') {
                lines.accept(line.toString(StandardCharsets.UTF_8).stripTrailing());
                line.reset();
            } else {
                line.write(b);
            }
        }
    }
}
