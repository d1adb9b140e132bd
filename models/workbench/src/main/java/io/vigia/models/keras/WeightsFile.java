package io.vigia.models.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.vigia.models.WorkbenchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HDF5 file with weights. The library that reads it throws whatever it meets on damaged files, and believes the lengths
 * that they announce: here is the border where all that becomes the one declared error. Links, which may lead to other
 * files, are not followed.
 */
final class WeightsFile implements AutoCloseable {
    /** A bundle's network has at most 64 MiB. */
    private static final long MOST_NUMBERS = 16 << 20;

    private static final int MOST_ARRAYS = 10_000;
    private static final int MOST_DEPTH = 16;

    private static final String REMEDY =
            "It is damaged or was not written by Keras; save the model again with model.save, and copy it completely.";

    private final String file;
    private final HdfFile hdf;

    private WeightsFile(String file, HdfFile hdf) {
        this.file = file;
        this.hdf = hdf;
    }

    static WeightsFile open(byte[] bytes, String file) {
        return guarded(file, () -> new WeightsFile(file, HdfFile.fromBytes(bytes)));
    }

    /** Every array by its path, of which the first part has no slash before it; links are left out. */
    SortedMap<String, Dataset> arrays() {
        return guarded(file, () -> {
            var arrays = new TreeMap<String, Dataset>();
            add(hdf, "", 0, arrays);
            return arrays;
        });
    }

    /** Windows writes backslashes into the names of groups. */
    private void add(Group group, String path, int depth, SortedMap<String, Dataset> to) {
        if (depth > MOST_DEPTH || to.size() > MOST_ARRAYS) {
            throw refused("has groups within groups, more than " + MOST_DEPTH + " deep, or more than " + MOST_ARRAYS
                    + " arrays");
        }
        for (var child : group.getChildren().entrySet()) {
            String name = path + child.getKey().replace('\\', '/');
            if (child.getValue() instanceof Dataset dataset) {
                if (to.put(name, dataset) != null) {
                    throw refused("has two arrays at " + name);
                }
            } else if (child.getValue() instanceof Group inner && !inner.isLink()) {
                add(inner, name + "/", depth + 1, to);
            }
        }
    }

    /** The numbers of one of {@link #arrays}. */
    Weights read(Dataset dataset, String path) {
        return guarded(file, () -> numbers(dataset, path));
    }

    /** The text attribute of a group; null without the group or the attribute. */
    @Nullable
    String text(Dataset within, String attribute) {
        return guardedOrNull(() -> {
            var found = within.getParent().getAttribute(attribute);
            return found != null && found.getData() instanceof String text ? text : null;
        });
    }

    /** The texts of a group's attribute, which Keras spreads over several where it is long; empty without the group. */
    List<String> texts(String path, String attribute) {
        return guarded(file, () -> {
            var group = group(path);
            return group == null ? List.of() : texts(group, attribute);
        });
    }

    private @Nullable Group group(String path) {
        Node node = hdf;
        for (String part : path.split("/")) {
            node = node instanceof Group group ? child(group, part) : null;
        }
        return node instanceof Group group ? group : null;
    }

    private static @Nullable Node child(Group group, String name) {
        var node = group.getChildren().get(name);
        return node == null || node.isLink() ? null : node;
    }

    private Weights numbers(Dataset dataset, String path) {
        if (dataset.getSize() > MOST_NUMBERS) {
            throw refused("has " + dataset.getSize() + " numbers at " + path + "; expected at most " + MOST_NUMBERS);
        }
        int[] shape = dataset.getDimensions();
        Object data = shape.length == 0 ? dataset.getData() : dataset.getDataFlat();
        if (data instanceof Number number) {
            return new Weights(new float[] {number.floatValue()}, shape);
        }
        if (data instanceof float[] values) {
            return new Weights(values, shape);
        }
        if (data instanceof double[] values) {
            return new Weights(floats(values), shape);
        }
        throw refused("has at %s no array of 32 or 64 bit floats".formatted(path));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** A text that stands at the root; null where there is none. */
    @Nullable
    String text(String attribute) {
        return guardedOrNull(() -> {
            var found = hdf.getAttribute(attribute);
            return found != null && found.getData() instanceof String text ? text : null;
        });
    }

    private static List<String> texts(Group group, String attribute) {
        var texts = new ArrayList<String>();
        addTexts(group, attribute, texts);
        for (int part = 0; addTexts(group, attribute + part, texts); part++) {}
        return texts;
    }

    private static boolean addTexts(Group group, String attribute, List<String> to) {
        var found = group.getAttributes().get(attribute);
        if (found == null || found.isEmpty() || !(found.getData() instanceof String[] texts)) {
            return false;
        }
        to.addAll(List.of(texts));
        return true;
    }

    WorkbenchException refused(String problem) {
        return new WorkbenchException(file, problem, REMEDY);
    }

    private interface Reading<T> {
        @Nullable
        T read();
    }

    private <T> @Nullable T guardedOrNull(Reading<T> reading) {
        try {
            return reading.read();
        } catch (WorkbenchException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw unreadable(file, e);
        }
    }

    private static <T> T guarded(String file, Reading<T> reading) {
        try {
            return Objects.requireNonNull(reading.read());
        } catch (WorkbenchException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw unreadable(file, e);
        }
    }

    private static WorkbenchException unreadable(String file, Throwable cause) {
        return new WorkbenchException(file, "is not a readable HDF5 file (" + firstLine(cause) + ")", REMEDY, cause);
    }

    private static String firstLine(Throwable cause) {
        return String.valueOf(cause).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        hdf.close();
    }
}
