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
        description = "Goes back to the model that judged before the last deploy, or to the default if there was none. "
                + "Exits with 1 if a detector refuses it or does not answer.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RollbackCommand implements Callable<Integer> {
    @Option(
            names = "--sensors",
            defaultValue = "*",
            converter = PatternConverter.class,
            paramLabel = "PATTERN",
            description = "the pattern that was deployed for (default: ${DEFAULT-VALUE})")
    private SensorPattern sensors;

    @Mixin
    private DetectorsOption detectors;

    @Override
    public Integer call() {
        return detectors.tell(detectors.deployments().rollback(sensors));
    }
}
