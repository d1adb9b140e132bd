package io.vigia.models.pickle;

import io.vigia.detection.model.InvalidModelException;
import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

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
        var scalers = scalers(PickleReader.read(pickle, file));
        if (scalers.size() != 1) {
            throw new WorkbenchException(
                    file,
                    scalers.isEmpty() ? "has no scaler but another value" : "has " + scalers.size() + " scalers",
                    PickleBytes.REMEDY);
        }
        var object = scalers.get(0);
        try {
            return new FittedAttributes(object, file).scaler();
        } catch (InvalidModelException e) {
            throw new WorkbenchException(
                    file, "is a " + object.type() + " with " + e.getMessage(), PickleBytes.REMEDY, e);
        }
    }

    /** The scaler itself, or those that a pipeline, a dictionary or a list holds. */
    private static List<PickledObject> scalers(Object value) {
        if (value instanceof PickledObject object && object.type().equals(AllowedClass.PIPELINE)) {
            return object.attributes().get("steps") instanceof List<?> steps
                    ? among(steps.stream()
                            .filter(List.class::isInstance)
                            .flatMap(step -> ((List<?>) step).stream())
                            .toList())
                    : List.of();
        }
        if (value instanceof Map<?, ?> fields) {
            return among(fields.values());
        }
        return among(value instanceof List<?> list ? list : List.of(value));
    }

    private static List<PickledObject> among(Collection<?> values) {
        return values.stream()
                .filter(PickledObject.class::isInstance)
                .map(PickledObject.class::cast)
                .filter(object -> FittedAttributes.SCALERS.contains(object.type()))
                .toList();
    }

    private static byte[] content(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new WorkbenchException(file.toString(), "was not found", "Give the file of the scaler.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Compression.bounded(in, MOST_BYTES, file.toString());
        } catch (IOException e) {
            throw new WorkbenchException(
                    file.toString(), "could not be read (" + e + ")", "Make it readable for this process.", e);
        }
    }
}
