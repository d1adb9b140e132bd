package io.vigia.models.app;

import io.vigia.contract.SensorPattern;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigia model rollback}: takes a deploy back. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Restores the model before the last deploy, or the default model if there was none. "
                + "Exits with 1 if a detector refuses it or does not respond.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RollbackCommand implements Callable<Integer> {
    @Option(
            names = "--sensors",
            defaultValue = "*",
            converter = PatternConverter.class,
            paramLabel = "PATTERN",
            description = "Pattern of the deploy to roll back (default: ${DEFAULT-VALUE})")
    private SensorPattern sensors;

    @Mixin
    private DetectorsOption detectors;

    @Override
    public Integer call() {
        return detectors.tell(detectors.deployments().rollback(sensors));
    }
}
