package io.vigia.models.app;

import io.vigia.detection.onnx.BundleException;
import io.vigia.models.WorkbenchException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code vigia model}: makes, brings, checks and compares models. A program of its own, on a class path of its own. */
@Command(
        name = "vigia model",
        mixinStandardHelpOptions = true,
        description = "Makes, brings, checks and compares models.",
