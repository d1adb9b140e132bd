package io.vigia.models.keras;

import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network that a user trained, as a file holds it. */
interface TrainedNetwork {
    /**
     * Reads a network.
     *
     * @param file {@code .keras}, {@code .h5} or {@code .onnx}
     * @param window what the user says of it; null for what the network says
     * @throws WorkbenchException if the file is none of these, or takes other than the values of one sensor
     */
    static TrainedNetwork read(Path file, @Nullable Integer window) {
        try {
            ForeignFile.refuse(file);
            return OnnxFile.isOne(file) ? OnnxFile.read(file, window) : KerasNetwork.read(file, window);
        } catch (IOException e) {
            throw new WorkbenchException(
                    file.toString(),
                    Files.exists(file) ? "could not be read (" + e.getMessage() + ")" : "was not found",
                    "Give the file that model.save(\"modelo.keras\") or torch.onnx.export wrote.",
                    e);
        }
    }

    /** Values in one window, W. */
    int window();

    /** How many numbers it answers for one window. */
    int answers();

    /** One clause: what it answers. */
    String answered();

    /**
     * The network as a bundle holds it: {@code window} [N, W, 1] of floats in, {@code prediction} [N, 1] out.
     *
     * @param clip bounds that every value of a window is cut to first; null for none
     * @param exact true to spell functions out in exact operators where that can be chosen, which takes longer
     * @throws WorkbenchException if a layer or an option of one can't be translated, or its weights do not fit
     */
    byte[] toOnnx(double @Nullable [] clip, boolean exact, Answer answer);

    /** Whether its fast form gives no number for some windows that its formulas give one for. */
    boolean overflows();

    /** How many numbers the network learnt. */
    long parameters();

    /** What it is made of, first to last, such as {@code LSTM(50)}. */
    List<String> layers();

    /** Who wrote the file, such as {@code written by Keras 3.15.1}. */
    String origin();
}
