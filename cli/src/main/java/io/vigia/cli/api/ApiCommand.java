package io.vigia.cli.api;

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

/** A command that calls Vigía over HTTP, with the API key from the environment. */
public abstract class ApiCommand implements Callable<Integer> {
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
        check();
        HttpCalls calls = new HttpCalls(url, ApiKeySetting.from(Variables.process()), PATIENCE, Pause.REAL);
        calls.knock();
        PrintWriter out = spec.commandLine().getOut();
        int code = run(calls, out);
        out.flush();
        return code;
    }

    /**
     * Checks the options before anything is called.
     *
     * @throws ParameterException if one is invalid
     */
    protected void check() {
        // Most commands leave this to picocli.
    }

    /** Does the command's work; returns its exit code. */
    protected abstract int run(HttpCalls calls, PrintWriter out);

    /** A usage error. */
    protected final ParameterException refused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /**
     * Reads a pattern of sensors, which may not be empty.
     *
     * @param name of the option or parameter
     */
    protected final SensorPattern pattern(String name, String text) {
        String rule = name + " is '" + text + "'; must be " + SensorPattern.ALLOWED;
        try {
            SensorPattern pattern = new SensorPattern(text);
            if (!pattern.isDefault()) {
                return pattern;
            }
        } catch (IllegalArgumentException invalid) {
            throw new ParameterException(spec.commandLine(), rule, invalid);
        }
        throw refused(rule);
    }
}
