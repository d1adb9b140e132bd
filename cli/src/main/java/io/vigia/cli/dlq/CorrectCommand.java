package io.vigia.cli.dlq;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.KafkaCommand;
import io.vigia.cli.kafka.Offsets;
import io.vigia.contract.Decimals;
import io.vigia.contract.EventJson;
import io.vigia.contract.Instants;
import io.vigia.contract.Letter;
import io.vigia.contract.LetterBox;
import io.vigia.contract.LetterId;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code vigia dlq correct LETTER}. */
@Command(
        name = "correct",
        mixinStandardHelpOptions = true,
        description = {
            "Sends a corrected reading in place of a dead letter. Fields that are not given are taken from the letter, if"
                    + " it is JSON; the sensor, from its key.",
            "Each letter can be corrected once; --again allows another correction."
        })
final class CorrectCommand extends KafkaCommand {
    private static final int MOST_BYTES = 1 << 20;

    @Parameters(
            paramLabel = "LETTER",
            converter = LetterIdConverter.class,
            description = "Id of the dead letter, such as readings-3-17")
    @SuppressWarnings("NullAway.Init")
    private LetterId id;

    @Option(names = "--value", converter = DecimalConverter.class, description = "Value of the reading")
    private @Nullable Double value;

    @Option(names = "--ts", description = "Time of the reading: ISO-8601 or epoch milliseconds")
    private @Nullable String ts;

    @Option(names = "--sensor", description = "Sensor of the reading")
    private @Nullable String sensor;

    @Option(names = "--file", paramLabel = "FILE", description = "File with a whole reading as JSON; -: standard input")
    private @Nullable String file;

    @Option(names = "--again", description = "Also if a correction was already sent")
    private boolean again;

    @Override
    protected void check() {
        if (id.box() == LetterBox.SCORES) {
            throw new ParameterException(
                    spec.commandLine(),
                    "a score cannot be corrected, because it is computed from its reading; 'vigia dlq redrive' sends it again");
        }
        if (value == null && ts == null && sensor == null && file == null) {
            throw new ParameterException(
                    spec.commandLine(), "nothing to correct; give --value, --ts, --sensor or --file");
        }
        millis();
    }

    @Override
    protected int act(KafkaSettings kafka, Admin admin) {
        Letter letter = new Letters(kafka, new Offsets(admin)).find(id);
        byte[] base = file == null ? letter.record().value() : read(file);
        Reading reading = new Correction(sensor, millis(), value)
                .of(base, letter.record().key(), Clock.systemUTC().millis());
        send(letter, reading, kafka, admin);
        return 0;
    }

    private void send(Letter letter, Reading reading, KafkaSettings kafka, Admin admin) {
        try (Redrive redrive = new Redrive(kafka, admin, again)) {
            if (redrive.isDone(letter)) {
                throw new CommandFailedException(
                        id + " was already sent again; use --again to send a correction anyway");
            }
            redrive.corrected(letter, reading);
            redrive.commit();
        }
        spec.commandLine()
                .getOut()
                .println("Sent: " + new String(EventJson.write((ReadingEvent) reading), StandardCharsets.UTF_8));
        spec.commandLine().getOut().flush();
    }

    private @Nullable Long millis() {
        try {
            return ts == null ? null : Instants.parse(ts);
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(spec.commandLine(), "--ts: " + refused.getMessage(), refused);
        }
    }

    /** Parses a number as readings contain it. */
    static final class DecimalConverter implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double number = Decimals.parse(text.strip());
            if (!Double.isFinite(number)) {
                throw new TypeConversionException("'" + text + "' is not a finite decimal number such as 21.5");
            }
            return number;
        }
    }

    private static byte[] read(String name) {
        try (var in = name.equals("-") ? System.in : Files.newInputStream(Path.of(name))) {
            return in.readNBytes(MOST_BYTES);
        } catch (IOException unreadable) {
            throw new CommandFailedException(name + " could not be read: " + unreadable, unreadable);
        }
    }
}
