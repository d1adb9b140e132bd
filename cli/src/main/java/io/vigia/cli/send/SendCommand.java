package io.vigia.cli.send;

import io.vigia.cli.api.ApiKeySetting;
import io.vigia.cli.api.BaseUrl;
import io.vigia.cli.api.HttpCalls;
import io.vigia.cli.api.Pause;
import io.vigia.cli.api.ReadingsApi;
import io.vigia.cli.api.VerdictsApi;
import io.vigia.contract.SensorId;
import io.vigia.csv.BadLineException;
import io.vigia.csv.FileSurvey;
import io.vigia.csv.ReadingsFile;
import io.vigia.csv.SensorName;
import io.vigia.settings.Variables;
import io.vigia.terminal.Count;
import io.vigia.terminal.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigia send FILE.csv}. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = {
            "Sends a CSV file of readings and reports their verdicts.",
            "The header must have timestamp (or ts, time or datetime) and value, and may have sensor; other columns are"
                    + " ignored. Times are ISO-8601 (UTC if they have no zone), epoch seconds or milliseconds. The lines of"
                    + " a sensor should be in time order."
        })
public final class SendCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE.csv", description = "File to send")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--speed",
            paramLabel = "60x",
            description = "Speed relative to the file's times: 60x sends an hour per minute (default: full speed)")
    private @Nullable String speed;

    @Option(names = "--sensor", description = "Sensor of a file without a sensor column (default: the file's name)")
    private @Nullable String sensor;

    @Option(
            names = "--url",
            converter = BaseUrl.class,
            defaultValue = "http://localhost:4000",
            description = "URL of Vigía (default: ${DEFAULT-VALUE})")
    private URI url = URI.create("http://localhost:4000");

    @Option(
            names = "--query-url",
            converter = BaseUrl.class,
            description = "URL of query-api, if it differs from --url")
    private @Nullable URI queryUrl;

    @Option(names = "--skip-bad", description = "Skip invalid lines and send the others")
    private boolean skipBad;

    @Option(
            names = "--wait",
            defaultValue = "60",
            description = "Seconds to wait for verdicts (default: ${DEFAULT-VALUE})")
    private int waitSeconds = 60;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            FileSurvey survey = FileSurvey.of(readable(), sensorName());
            if (refused(survey)) {
                return 1;
            }
            HttpCalls calls = calls(url);
            calls.knock();
            FileSender sender = send(survey, calls);
            sender.firstRefusals().forEach(refusal -> err().println(file + ", " + refusal));
            out.printf(
                    "%s sent, %d refused by Vigía%n",
                    Count.of(survey.readings() - sender.refused(), "reading"), sender.refused());
            URI page = queryUrl == null ? url : queryUrl;
            VerdictsApi verdicts = new VerdictsApi(calls(page), Pause.REAL);
            new SendSummary(verdicts, Duration.ofSeconds(waitSeconds), out).print(sender.sent(), page);
            out.flush();
            return sender.refused() == 0 ? 0 : 1;
        } catch (BadLineException unreadable) {
            err().println("vigia: " + file + ", " + unreadable.getMessage());
            return 1;
        }
    }

    private FileSender send(FileSurvey survey, HttpCalls calls) throws IOException, BadLineException {
        Pace pace = pace();
        try (Progress progress = Progress.of("Sending", survey.readings());
                ReadingsFile lines = ReadingsFile.open(file, sensorName())) {
            FileSender sender = new FileSender(new ReadingsApi(calls), pace, progress::add);
            sender.send(lines);
            return sender;
        }
    }

    /** Says what is wrong with the file's lines; true if nothing of it is to be sent. */
    private boolean refused(FileSurvey survey) {
        if (!survey.ignoredColumns().isEmpty()) {
            err().println(file + ", line 1: ignored columns: " + String.join(", ", survey.ignoredColumns()));
        }
        if (survey.assumedUnits() > 0) {
            err().printf(
                            "%s: %s before 2001 read as epoch milliseconds; write them as ISO-8601%n",
                            file, Count.of(survey.assumedUnits(), "numeric time"));
        }
        survey.firstBad().forEach(bad -> err().println(file + ", " + bad.getMessage()));
        if (survey.badLines() > 0 && !skipBad) {
            err().printf(
                            "vigia: %s has %s and %s; nothing was sent; use --skip-bad to send the valid lines%n",
                            file,
                            Count.of(survey.badLines(), "invalid line"),
                            Count.of(survey.readings(), "valid line"));
            return true;
        }
        if (survey.readings() == 0) {
            err().println("vigia: " + file + " has no readings after its header; nothing was sent");
            return true;
        }
        return false;
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private Path readable() {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ParameterException(spec.commandLine(), file + " is not a readable file");
        }
        return file;
    }

    private Pace pace() {
        try {
            return new Pace(Pace.factor(speed), Pause.REAL, System::nanoTime);
        } catch (IllegalArgumentException noSpeed) {
            throw new ParameterException(spec.commandLine(), String.valueOf(noSpeed.getMessage()), noSpeed);
        }
    }

    private String sensorName() {
        if (sensor != null && !SensorId.isValid(sensor)) {
            throw new ParameterException(
                    spec.commandLine(), "--sensor is '" + sensor + "'; must be " + SensorId.ALLOWED);
        }
        return sensor != null ? sensor : SensorName.of(file);
    }

    private static HttpCalls calls(URI base) {
        return new HttpCalls(base, ApiKeySetting.from(Variables.process()), Duration.ofMinutes(2), Pause.REAL);
    }
}
