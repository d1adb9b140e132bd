package io.vigia.cli.settings;

import io.vigia.cli.api.ApiCommand;
import io.vigia.cli.api.HttpCalls;
import io.vigia.cli.api.SettingsApi;
import io.vigia.contract.SensorPattern;
import java.io.PrintWriter;

/** What all commands of {@code vigia settings} share. */
abstract class SettingsCall extends ApiCommand {
    @Override
    protected final int run(HttpCalls calls, PrintWriter out) {
        return run(new SettingsApi(calls), out);
    }

    /** Does the command's work; returns its exit code. */
    abstract int run(SettingsApi settings, PrintWriter out);

    final SensorPattern pattern(String text) {
        return pattern("PATTERN", text);
    }
}
