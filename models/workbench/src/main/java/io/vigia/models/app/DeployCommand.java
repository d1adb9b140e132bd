package io.vigia.models.app;

import io.vigia.contract.SensorPattern;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.models.deploy.Deployment;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigia model deploy}: lets a bundle judge while the stream runs. */
@Command(
        name = "deploy",
        mixinStandardHelpOptions = true,
        description =
                "Checks a bundle and deploys it to the running detectors, from the next reading on, without a restart. "
                        + "Exits with 1 if a detector refuses it or does not respond.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DeployCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BUNDLE", description = BundleName.DESCRIPTION)
    private String name;

    @Option(
            names = "--sensors",
            defaultValue = "*",
            converter = PatternConverter.class,
            paramLabel = "PATTERN",
            description =
                    "Sensors to deploy for: " + SensorPattern.ALLOWED + "; of several patterns that match a sensor,"
                            + " the one with the longest prefix before its first * wins (default: ${DEFAULT-VALUE})")
    private SensorPattern sensors;

    @Mixin
    private DetectorsOption detectors;

    @Override
    public Integer call() {
        BundleFiles files = BundleName.files(name);
        ModelBundle.of(files).close();
        Deployment done = detectors.deployments().deploy(files, sensors);
        return detectors.tell(done);
    }
}
