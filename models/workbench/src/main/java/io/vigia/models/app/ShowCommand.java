package io.vigia.models.app;

import io.vigia.detection.onnx.ModelBundle;
import io.vigia.models.check.BundleFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigia model show}: the model card. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Prints the model card of a bundle, or the facts in its model.json if it has no card.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ShowCommand implements Callable<Integer> {
    private static final String CARD = "MODEL_CARD.md";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = BundleName.DESCRIPTION)
    private String name;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (ModelBundle bundle = BundleName.load(name)) {
            @Nullable String card = name.equals(BundleName.SHIPPED) ? shippedCard() : card(Path.of(name));
            out.println(
                    card != null
                            ? card.strip()
                            : String.join(
                                    System.lineSeparator(),
                                    BundleFacts.lines(bundle.model().manifest())));
        }
        out.flush();
        return 0;
    }

    private static @Nullable String card(Path folder) throws IOException {
        Path card = folder.resolve(CARD);
        return Files.isRegularFile(card) ? Files.readString(card) : null;
    }

    private static @Nullable String shippedCard() throws IOException {
        try (@Nullable
                InputStream in =
                        ModelBundle.class.getClassLoader().getResourceAsStream("vigia/bundles/default/" + CARD)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
