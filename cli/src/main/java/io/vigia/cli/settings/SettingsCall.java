package io.vigia.cli.settings;

import io.vigia.cli.api.ApiKeySetting;
import io.vigia.cli.api.BaseUrl;
import io.vigia.cli.api.HttpCalls;
import io.vigia.cli.api.Pause;
import io.vigia.cli.api.SettingsApi;
import io.vigia.contract.SensorPattern;
import io.vigia.settings.Variables;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands of {@code vigia settings} share. */
abstract class SettingsCall implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--url",
            converter = BaseUrl.class,
            defaultValue = "http://localhost:4000",
            description = "URL of Vigía (default: ${DEFAULT-VALUE})")
    private URI url = URI.create("http://localhost:4000");

    @Override
    public final Integer call() {
        HttpCalls calls = new HttpCalls(url, ApiKeySetting.from(Variables.process()), PATIENCE, Pause.REAL);
        calls.knock();
        PrintWriter out = spec.commandLine().getOut();
        int code = run(new SettingsApi(calls), out);
        out.flush();
        return code;
    }

    /** Does the command's work; returns its exit code. */
    abstract int run(SettingsApi settings, PrintWriter out);

    /** A usage error. */
    final ParameterException refused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    final SensorPattern pattern(String text) {
        try {
            SensorPattern pattern = new SensorPattern(text);
            if (!pattern.isDefault()) {
                return pattern;
            }
        } catch (IllegalArgumentException invalid) {
            throw new ParameterException(spec.commandLine(), patternRule(text), invalid);
        }
        throw refused(patternRule(text));
    }

    private static String patternRule(String text) {
        return "PATTERN is '" + text + "'; must be " + SensorPattern.ALLOWED;
    }
}
