package io.vigia.detection.model;

/**
 * A network and all that is known of it.
 *
 * @param manifest how to feed it and how to judge by it
 * @param network of the manifest's window
 */
public record Model(ModelManifest manifest, Network network) {
    public Model {
        InvalidModelException.require(
                manifest.window() == network.window(),
                "window",
                manifest.window(),
                network.window() + ", which is what the network takes");
    }

    /** {@code name@version}. */
    public String id() {
        return manifest.id();
    }
}
