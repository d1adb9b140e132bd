package io.vigia.models.pickle;

import io.vigia.detection.InvalidModelException;
import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A scaler that scikit-learn fitted to one column, as pickle or joblib wrote it, compressed or not. */
public final class ScalerFile {
    /** A scaler of one column takes less than 2 kB. */
    private static final int MOST_BYTES = 1 << 20;

    private ScalerFile() {}

    /**
     * Reads a scaler. Nothing that the file names is ever run.
     *
     * @throws WorkbenchException if there is no such file, or it holds anything but one fitted scaler of one column
     */
    public static ImportedScaler read(Path file) {
        return read(content(file), file.toString());
    }

    static ImportedScaler read(byte[] content, String file) {
        byte[] pickle = Compression.expand(content, MOST_BYTES, file);
        if (!(PickleReader.read(pickle, file) instanceof PickledObject object)) {
            throw new WorkbenchException(file, "holds no scaler but another value", PickleBytes.REMEDY);
        }
        try {
            return new FittedAttributes(object, file).scaler();
        } catch (InvalidModelException e) {
            throw new WorkbenchException(
                    file, "is a " + object.type() + " with " + e.getMessage(), PickleBytes.REMEDY, e);
        }
    }

    private static byte[] content(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new WorkbenchException(file.toString(), "is no file", "Name the scaler's file.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Compression.bounded(in, MOST_BYTES, file.toString());
        } catch (IOException e) {
            throw new WorkbenchException(
                    file.toString(), "can't be read (" + e + ")", "Make it readable for this process.", e);
        }
    }
}
