package io.vigia.models.keras;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network as Keras wrote it: its layers from input to output.
 *
 * @param file what errors call it
 * @param kerasVersion such as {@code 3.11.3}
 * @param inputShape what one prediction takes, without the batch; null for a size that is free
 */
record KerasModel(String file, String kerasVersion, List<@Nullable Integer> inputShape, List<KerasLayer> layers) {}
