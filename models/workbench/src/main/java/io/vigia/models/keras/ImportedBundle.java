package io.vigia.models.keras;

import io.vigia.detection.model.ModelManifest;
import io.vigia.models.BundleFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A bundle made of a user's artefacts, checked and not yet written.
 *
 * @param facts what was imported, for people: a name and what is to be said of it, in order
 */
public record ImportedBundle(ModelManifest manifest, byte[] onnx, Map<String, String> facts) {
    /** Writes {@code model.onnx}, {@code model.json} and {@code MODEL_CARD.md}. */
    public void write(Path folder) throws IOException {
        BundleFolder.write(folder, manifest, onnx, card());
    }

    private String card() {
        var card = new StringBuilder("# %s\n\nAn imported network, unchanged.\n\n".formatted(manifest.id()));
        card.append("| | |\n| --- | --- |\n");
        facts.forEach((name, fact) -> card.append("| %s | %s |\n".formatted(name, fact.replace("|", "\\|"))));
        card.append("| SHA-256 of `model.onnx` | `%s` |\n".formatted(manifest.onnxSha256()));
        return card.append("""

                        ## Data and errors

                        The imported files do not say what the network was trained on, how the data was split, or how well it predicts.
                        The golden pairs in `model.json` are results of the network's formulas in double precision: they detect later damage, but do not measure quality.
                        `vigia model judge` scores it on labelled series.
                        """).toString();
    }
}
