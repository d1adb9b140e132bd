package io.vigia.models.keras;

import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipFile;

/** Files of models that are not Keras' own, told by their content, with what to do about each. */
final class ForeignFile {
    private static final int START = 64;
    private static final String TORCH =
            "Its network is Python code. Load it in Python and export it: torch.onnx.export(model,"
                    + " torch.zeros(1, WINDOW, 1), \"model.onnx\", input_names=[\"window\"], dynamic_axes={\"window\": {0: \"batch\"}});"
                    + " then import model.onnx.";

    private ForeignFile() {}

    /** @throws WorkbenchException if the file or folder is one of these */
    static void refuse(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            refuseFolder(file);
            return;
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(START);
        }
        String text = new String(start, StandardCharsets.ISO_8859_1);
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (text.startsWith("version https://git-lfs")) {
            throw refused(file, "is a Git LFS pointer, not the model", "Run 'git lfs pull' in the clone.");
        }
        if (text.stripLeading().toLowerCase(Locale.ROOT).startsWith("<!doctype") || text.startsWith("<html")) {
            throw refused(
                    file, "is a web page, not the model", "Download the file itself (on GitHub: «Download raw file»).");
        }
        if (text.startsWith("TFL3", 4)) {
            throw refused(
                    file,
                    "is a TensorFlow Lite model, whose weights may be rounded",
                    "Give the Keras model that it was converted from.");
        }
        if (text.startsWith("PK") && isTorch(file)) {
            throw refused(file, "was written by PyTorch", TORCH);
        }
        if (text.startsWith("\u0080") || name.endsWith(".pt") || name.endsWith(".pth")) {
            throw refused(file, "is a pickle, as written by torch.save or pickle.dump", TORCH);
        }
    }

    private static void refuseFolder(Path folder) {
        if (Files.exists(folder.resolve("saved_model.pb"))) {
            throw refused(
                    folder,
                    "is a SavedModel folder",
                    "With the TensorFlow that wrote it (2.15 or older) run: python -c \"import tensorflow as tf;"
                            + " tf.keras.models.load_model('DIR').save('modelo.h5')\", and import modelo.h5.");
        }
        throw refused(folder, "is a folder", "Give the file that model.save wrote.");
    }

    private static boolean isTorch(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            return zip.stream().anyMatch(entry -> entry.getName().endsWith("/data.pkl"));
        }
    }

    private static WorkbenchException refused(Path file, String problem, String remedy) {
        return new WorkbenchException(file.toString(), problem, remedy);
    }
}
