package io.vigia.models.app;

import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.onnx.BundleException;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.models.check.BundleFacts;
import io.vigia.models.check.BundleShelf;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigia model list}: the bundles that are there. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the shipped bundle and the bundles in a folder.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "Folder with bundles, at most four levels deep (default: ./models if it exists, else .)")
    private @Nullable Path folder;

    @Override
    public Integer call() {
        Path usual = Path.of("models");
        Path below = folder != null ? folder : Files.isDirectory(usual) ? usual : Path.of(".");
        PrintWriter out = spec.commandLine().getOut();
        list(out, BundleName.SHIPPED);
        BundleShelf.folders(below).forEach(found -> list(out, found.toString()));
        out.flush();
        return 0;
    }

    private static void list(PrintWriter out, String name) {
        try (ModelBundle bundle = BundleName.load(name)) {
            ModelManifest manifest = bundle.model().manifest();
            out.printf(
                    "%-24s %s: window %d, %s%n",
                    manifest.id(), name, manifest.window(), BundleFacts.rule(manifest.rule()));
        } catch (BundleException broken) {
            out.printf("%-24s %s%n", "(not usable)", broken.getMessage());
        }
    }
}
