package io.vigia.models.app;

import io.vigia.detection.model.Model;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.models.check.NetworkSpeed;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigia model check}: whether a bundle can be used, and how fast it is here. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Verifies a bundle's hash, shapes and golden pairs, and measures its speed on this machine. "
                + "Exits with 1 if the bundle is not usable.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CheckCommand implements Callable<Integer> {
    private static final Duration ROUND = Duration.ofMillis(50);
    private static final int[] BATCHES = {8, 64, 256};

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = BundleName.DESCRIPTION)
    private String name;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (ModelBundle bundle = BundleName.load(name)) {
            Model model = bundle.model();
            int window = model.manifest().window();
            out.println("hash          SHA-256 " + model.manifest().onnxSha256() + ", as in model.json");
            out.println("shapes        windows [N, " + window + ", 1], predictions [N, 1]");
            out.println("golden pairs  all " + model.manifest().golden().size()
                    + " reproduced to 1e-5, alone and in one batch");
            out.println("speed         " + speed(new NetworkSpeed(model.network(), ROUND)));
            out.println("OK: " + model.id() + " is usable");
        }
        out.flush();
        return 0;
    }

    private static String speed(NetworkSpeed speed) {
        StringBuilder text = new StringBuilder(micros(speed, 1)).append(" µs a window alone");
        for (int rows : BATCHES) {
            text.append(", ")
                    .append(micros(speed, rows))
                    .append(" in batches of ")
                    .append(rows);
        }
        return text.append(" (one thread)").toString();
    }

    private static String micros(NetworkSpeed speed, int rows) {
        return String.format(Locale.ROOT, "%.1f", speed.microsPerWindow(rows));
    }
}
